import LunetteBase
import LunetteSyntax

extension Subject {
    /// What is wrong with the tables that functions of modules are called with.
    func optionFindings() -> [Complaint] {
        var known: [String: OptionTables] = [:]
        return reading.calls.flatMap { call -> [Complaint] in
            guard let module = call.path.first, call.path.count > 1 || call.callee == nil,
                call.arguments.contains(where: \.isTable)
            else { return [] }
            let options = known[module] ?? Self.options(of: module)
            known[module] = options
            let name = joined(call.path)
            return zip(options.functions[name] ?? [], call.arguments).flatMap { table, argument in
                table.map { Self.findings(in: argument, $0, of: name, call) } ?? []
            }
        }
    }

    /// Those of a module of the standard library, else of what the host gives.
    private static func options(of module: String) -> OptionTables {
        OptionTables(
            ModuleSources.stdlib(module) ?? ModuleSources.definitions().flatMap { $0 })
    }

    private static func findings(
        in argument: LuaExpression, _ table: OptionTables.Table, of function: String,
        _ call: CallSite
    ) -> [Complaint] {
        guard case .table(let fields) = argument.bare.form else { return [] }
        let findings = fields.compactMap { field in
            field.key?.string.flatMap { finding(for: $0, field, table, of: function) }
        }
        let given = fields.compactMap { $0.key?.string }
        guard findings.isEmpty, given.count == fields.count,
            let missing = table.required.first(where: { !given.contains($0) })
        else { return findings }
        return [
            Complaint(
                .missingParameter, at: call.place, columns: call.columns,
                "\(function) needs the option '\(missing)'",
                remedy: "lunette explain \(function) shows what it takes")
        ]
    }

    private static func finding(
        for name: String, _ field: LuaField, _ table: OptionTables.Table, of function: String
    ) -> Complaint? {
        guard let texts = table.fields[name] else {
            guard !table.isOpen, let key = field.key else { return nil }
            let names = table.fields.keys.sorted()
            return Complaint(
                .unknownParameter, at: key, "\(function) has no option '\(name)'",
                remedy: suggestion(for: name, among: names).map { "did you mean \($0)?" }
                    ?? "it takes \(names.joined(separator: ", "))")
        }
        guard let texts, let text = field.value.string, !texts.contains(text) else { return nil }
        return Complaint(
            .wrongType, at: field.value, "\(function): \(name) cannot be \"\(text)\"",
            remedy: suggestion(for: text, among: texts).map { "did you mean \"\($0)\"?" }
                ?? "it is one of \(texts.joined(separator: ", "))")
    }
}

extension LuaExpression {
    fileprivate var isTable: Bool {
        if case .table = bare.form { true } else { false }
    }
}
