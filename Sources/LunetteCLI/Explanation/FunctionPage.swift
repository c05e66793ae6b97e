import LunetteBase
import LunetteCheck
import LunetteSyntax

/// What there is to say of a function of Lua's side, or of a module: its own comments.
struct FunctionPage {
    let name: String
    private let entries: [LuaDocumentation.Entry]

    /// A function's page, or that of all functions of a module; nil when there is neither.
    init?(named name: String) {
        self.name = name
        if let entry = FunctionIndex.entry(named: name) {
            entries = [entry]
        } else {
            entries = FunctionIndex.entries(of: name)
        }
        if entries.isEmpty { return nil }
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
        return lines.joined(separator: "\n") + "\n"
    }

    private func list(_ style: Style) -> String {
        entries.map { entry in
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
                ]
            })
    }
}
