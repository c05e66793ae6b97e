import LunetteBase
import LunetteCheck
import LunetteSyntax

/// What there is to say of a function of Lua's side, or of a module: its own comments.
struct FunctionPage {
    let name: String
    private let entries: [LuaDocumentation.Entry]
    /// Of the tables that it is about.
    private let forms: [LuaDocumentation.Form]

    /// A function's page, that of all functions of a module, or that of a table's form; nil when
    /// there is none.
    init?(named name: String) {
        self.name = name
        if let entry = FunctionIndex.entry(named: name) {
            entries = [entry]
            forms = FunctionIndex.forms(of: entry)
        } else {
            entries = FunctionIndex.entries(of: name)
            forms = entries.isEmpty ? [FunctionIndex.form(named: name)].compactMap { $0 } : []
        }
        if entries.isEmpty, forms.isEmpty { return nil }
    }

    func text(_ style: Style) -> String {
        entries.count == 1 && entries[0].name == name ? page(entries[0], style) : list(style)
    }

    private func page(_ entry: LuaDocumentation.Entry, _ style: Style) -> String {
        var lines = [style.bold(entry.signature)]
        lines.append("  \(entry.text.joined(separator: " "))")
        for example in entry.examples {
            lines.append("")
            lines += example.map { "    \(style.cyan($0))" }
        }
        let annotations = entry.annotations.filter { !$0.hasPrefix("@generic") }
        if !annotations.isEmpty {
            lines.append("")
            lines += annotations.map { "  \(style.dim(String($0.dropFirst())))" }
        }
        return lines.joined(separator: "\n") + "\n" + forms.map { "\n\(text($0, style))" }.joined()
    }

    /// A table's fields with their types; what there is to say of one stands beneath it.
    private func text(_ form: LuaDocumentation.Form, _ style: Style) -> String {
        let width = min(form.fields.map(\.name.count).max() ?? 0, 24)
        let rows = form.fields.map { field in
            let padding = String(repeating: " ", count: max(0, width - field.name.count) + 2)
            let text = field.text.isEmpty ? "" : "        \(field.text)\n"
            return "    \(field.name)\(padding)\(style.dim(field.type))\n\(text)"
        }
        return "  \(style.bold(form.name))\n" + rows.joined()
    }

    private func list(_ style: Style) -> String {
        if entries.isEmpty { return forms.map { text($0, style) }.joined() }
        return entries.map { entry in
            let first = entry.text.joined(separator: " ")
            let sentence = first.firstRange(of: ". ").map { String(first[..<$0.lowerBound]) }
            return "\(style.bold(entry.signature))\n    \(sentence ?? first)\n"
        }.joined()
    }

    var json: JSONValue {
        .array(
            entries.map { entry in
                [
                    "name": .string(entry.name), "signature": .string(entry.signature),
                    "text": .string(entry.text.joined(separator: " ")),
                    "annotations": .array(entry.annotations.map(JSONValue.string)),
                    "examples": .array(
                        entry.examples.map { .string($0.joined(separator: "\n")) }),
                    "forms": .array(forms.map(Self.json)),
                ]
            } + (entries.isEmpty ? forms.map(Self.json) : []))
    }

    private static func json(_ form: LuaDocumentation.Form) -> JSONValue {
        [
            "name": .string(form.name),
            "fields": .array(
                form.fields.map { field in
                    [
                        "name": .string(field.name), "type": .string(field.type),
                        "text": .string(field.text),
                    ]
                }),
        ]
    }
}
