import LunetteBase
import LunetteSyntax

extension Subject {
    /// What is wrong with what functions of modules are called with.
    func optionFindings() -> [Complaint] {
        var known: [String: OptionTables] = [:]
        return reading.calls.flatMap { call -> [Complaint] in
            // The manifest has a reader of its own.
            guard let root = call.path.first, root != "runbook", !isOwn(call) else { return [] }
            // What is no module of the standard library comes from the host, or from Lua.
            let module = ModuleSources.stdlib(root)
            let place = module == nil ? "" : root
            let options =
                known[place] ?? OptionTables(module ?? ModuleSources.definitions().flatMap { $0 })
            known[place] = options
            let name = joined(call.path)
            guard let parameters = options.functions[name] else { return [] }
            let findings = zip(parameters, call.arguments).flatMap { parameter, argument in
                Self.findings(in: argument, parameter, of: name, call)
            }
            return findings.isEmpty ? Self.tooFew(call, parameters, name) : findings
        }
    }

    private static func advice(for function: String) -> String {
        "lunette explain \(function) shows what it takes"
    }

    /// Whether it calls what the script declares itself.
    private func isOwn(_ call: CallSite) -> Bool {
        guard case .global(let name)? = call.callee else { return call.callee != nil }
        return reading.globals.contains { $0.isWrite && $0.name == name }
    }

    private static func tooFew(
        _ call: CallSite, _ parameters: [OptionTables.Parameter], _ name: String
    ) -> [Complaint] {
        let given = call.arguments.count
        // A call, or `...`, at the end may stand for several.
        guard !(call.arguments.last?.mayBeSeveral ?? false),
            let missing = parameters.dropFirst(given).first(where: { !$0.isOptional })
        else { return [] }
        return [
            Complaint(
                .wrongArguments, at: call.place, columns: call.columns,
                "\(name) needs the argument '\(missing.name)'",
                remedy: advice(for: name))
        ]
    }

    private static func findings(
        in argument: LuaExpression, _ parameter: OptionTables.Parameter, of function: String,
        _ call: CallSite
    ) -> [Complaint] {
        if parameter.isObject, argument.bare.isScalar {
            return [
                Complaint(
                    .wrongType, at: argument,
                    "\(function): '\(parameter.name)' cannot be a text, a number or a boolean",
                    remedy: advice(for: function))
            ]
        }
        guard let table = parameter.table, case .table(let fields) = argument.bare.form else {
            return []
        }
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
                remedy: advice(for: function))
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
    fileprivate var isScalar: Bool {
        switch form {
        case .string, .integer, .number, .boolean: true
        default: false
        }
    }

    fileprivate var mayBeSeveral: Bool {
        switch form {
        case .call, .methodCall, .varargs: true
        default: false
        }
    }
}
