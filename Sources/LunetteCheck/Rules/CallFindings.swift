import LunetteBase
import LunetteCatalogue
import LunetteSyntax

/// An operation where a script names it.
struct OperationUse {
    let operation: Operation
    let field: FieldUse
    /// Nil where it is named and not called: `pcall(ecs.leave_security_group, …)`.
    let call: CallSite?

    /// `ecs.try.leave_security_group`.
    var name: String { joined(field.path) }

    var isPreview: Bool { field.path[1] == "preview" }
}

extension Subject {
    /// The operations that the script itself names, as far as the catalogue has them.
    var operationUses: [OperationUse] {
        reading.fields.compactMap { field in
            guard let name = field.operationName,
                let operation = Catalogue.operation(named: name), operation.luaName == name
            else { return nil }
            let call = reading.calls.first { $0.place == field.place && $0.path == field.path }
            return OperationUse(operation: operation, field: field, call: call)
        }
    }

    /// What is wrong with calls of operations.
    func callFindings() -> [Complaint] {
        unknownOperations + unknownAnswerFields + waitsInCallbacks
            + ignoredResults
            + operationUses.flatMap { use in
                unpaged(use) + deprecation(use) + (use.call.map { arguments(of: use, $0) } ?? [])
            }
    }

    // MARK: Which operation

    private var unknownOperations: [Complaint] {
        reading.fields.compactMap { field in
            guard let name = field.operationName,
                Catalogue.operation(named: name)?.luaName != name
            else { return nil }
            let candidates = Catalogue.names.map(snakeCase)
            let hint =
                candidates.contains(snakeCase(name))
                ? snakeCase(name) : suggestion(for: name, among: candidates)
            let module = field.path.dropLast().joined(separator: ".")
            return Complaint(
                .unknownOperation, at: field.place, columns: field.columns,
                "ECS has no operation '\(name)'",
                remedy: hint.map { "did you mean \(module).\($0)?" }
                    ?? "lunette explain knows all operations")
        }
    }

    // MARK: What it answers

    private var unknownAnswerFields: [Complaint] {
        reading.answers.compactMap { use in
            guard let key = use.key.string, !reading.keysSet.contains(key),
                let names = use.answer.fieldNames, !names.contains(key)
            else { return nil }
            let isWhole = use.answer.part == .whole
            return Complaint(
                .unknownAnswerField, at: use.key,
                isWhole
                    ? "\(use.answer.operation) answers no '\(key)'"
                    : "what \(use.answer.operation) lists has no '\(key)'",
                remedy: Self.fieldAdvice(key, names.sorted()))
        }
    }

    /// An answer may have a hundred fields: those that the key is a part of come first.
    private static func fieldAdvice(_ key: String, _ names: [String]) -> String {
        if let hint = suggestion(for: key, among: names) { return "did you mean \(hint)?" }
        let related = names.filter { $0.split(separator: "_").contains(Substring(key)) }
        let shown = (related.isEmpty ? names : related).prefix(8)
        let rest = names.count - shown.count
        return "there are \(shown.joined(separator: ", "))" + (rest > 0 ? " and \(rest) more" : "")
    }

    private func unpaged(_ use: OperationUse) -> [Complaint] {
        guard use.field.path[1] == "each", use.operation.pagination == nil else { return [] }
        return [
            Complaint(
                .unknownOperation, at: use.field.place, columns: use.field.columns,
                "\(use.operation.luaName) answers no pages",
                remedy: "call ecs.\(use.operation.luaName) instead")
        ]
    }

    private func deprecation(_ use: OperationUse) -> [Complaint] {
        guard use.operation.isDeprecated else { return [] }
        let successor = successors[use.operation.name]
        return [
            Complaint(
                .deprecatedOperation, at: use.field.place, columns: use.field.columns,
                "the vendor advises against \(use.operation.name)",
                remedy: successor.map { "use ecs.\(snakeCase($0)) instead" }
                    ?? "it moved to another of the vendor's services (\(service(of: use)))")
        ]
    }

    private func service(of use: OperationUse) -> String {
        ["Eip", "Bandwidth"].contains { use.operation.name.contains($0) } ? "EIP" : "VPC"
    }

    // MARK: How it is called

    private var waitsInCallbacks: [Complaint] {
        reading.calls.compactMap { call in
            guard let callback = call.callback, let module = call.path.first,
                call.path.count > 1, waitingModules.contains(module), call.path != ["ecs", "with"]
            else { return nil }
            return Complaint(
                .waitInCallback, at: call.place, columns: call.columns,
                "\(joined(call.path)) waits for an answer, and Lua cannot wait inside of "
                    + callback,
                remedy: "ask before, keep the answers in a table, and look them up here")
        }
    }

    private var ignoredResults: [Complaint] {
        reading.calls.filter { $0.isStatement && $0.path.starts(with: ["ecs", "try"]) }.map {
            Complaint(
                .ignoredResult, at: $0.place, columns: $0.columns,
                "what went wrong is dropped: nobody looks at the error",
                remedy: "write local response, err = …, or call without try, which raises")
        }
    }
}

/// Modules whose functions may ask the service.
private let waitingModules: Set<String> = [
    "ecs", "state", "ensure", "fleet", "targets", "step", "wait", "notify",
]

/// What replaces deprecated operations of ECS itself.
private let successors: [String: String] = [
    "AddTags": "TagResources", "RemoveTags": "UntagResources", "DescribeTags": "ListTagResources",
    "DescribeResourceByTags": "ListTagResources", "DescribeLimitation": "DescribeAccountAttributes",
    "DescribeUserBusinessBehavior": "DescribeAccountAttributes",
    "ModifyImageShareGroupPermission": "ModifyImageSharePermission",
    "ExportSnapshot": "ExportImage",
]

extension Answer {
    /// The documented fields; nil where none are known.
    fileprivate var fieldNames: [String]? {
        guard let known = Catalogue.operation(named: operation), known.luaName == operation,
            let response = known.response.object
        else { return nil }
        let names: [String]
        switch part {
        // In a dry run an answer says that it is predicted.
        case .whole: names = Set(response.names + ["RequestId", "predicted"]).sorted()
        case .element(let list):
            let lists = response.members.filter { list == nil || snakeCase($0.name) == list }
            names = lists.lazy.compactMap { Self.element(of: $0.value) }.first?.names ?? []
        }
        return names.isEmpty ? nil : names.map(snakeCase)
    }

    /// The lists in it, by the names of their fields; nil where nothing is known of it.
    var lists: [String]? {
        guard let known = Catalogue.operation(named: operation), known.luaName == operation else {
            return nil
        }
        let object: JSONObject?
        switch part {
        case .whole: object = known.response.object
        case .element(let list):
            let lists = known.response.object?.members.filter {
                list == nil || snakeCase($0.name) == list
            }
            object = lists?.lazy.compactMap { Self.element(of: $0.value) }.first
        }
        return object?.members.filter { Self.isList($0.value) }.map { snakeCase($0.name) }
    }

    private static func isList(_ value: JSONValue) -> Bool {
        if value.array != nil { return true }
        guard let members = value.object?.members, members.count == 1 else { return false }
        return members[0].value.array != nil
    }

    /// The fields of a list's elements: of `[…]`, or of `{ Instance: […] }`.
    private static func element(of value: JSONValue) -> JSONObject? {
        if let elements = value.array { return elements.first?.object }
        guard let members = value.object?.members, members.count == 1 else { return nil }
        return members[0].value.array?.first?.object
    }
}
