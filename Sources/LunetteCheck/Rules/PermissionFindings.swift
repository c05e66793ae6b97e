import LunetteBase
import LunetteCatalogue
import LunetteSyntax

extension Subject {
    /// What is wrong between the manifest and the calls.
    mutating func permissionFindings() -> [Complaint] {
        guard !isTest, manifestError == nil else { return [] }
        let indirect = indirectUses()
        return notPermitted + notPermitted(indirect) + unneeded(indirect)
    }

    /// The modules that the script requires and that nobody has.
    mutating func moduleFindings() -> [Complaint] {
        var findings: [Complaint] = []
        for module in reading.modules {
            guard let name = module.string, !hasModule(name) else { continue }
            findings.append(
                Complaint(
                    .unknownModule, at: module,
                    "there is no module '\(name)' in Lunette, nor beside the runbook",
                    remedy: "modules of Lunette: "
                        + ModuleSources.stdlibNames.joined(separator: ", ")))
        }
        return findings
    }

    // MARK: Too little

    private var notPermitted: [Complaint] {
        operationUses.filter { !$0.isPreview && !isAllowed($0.operation) }.map { use in
            refusal(use.operation, at: use.field.place, use.field.columns, by: nil)
        }
    }

    /// A function may call one operation or another, as it is asked: only where the manifest allows
    /// none of its changes it cannot work.
    private func notPermitted(_ uses: [IndirectUse]) -> [Complaint] {
        let changes = Dictionary(grouping: uses.filter { !$0.operation.isReadOnly }) {
            $0.field.place
        }
        return changes.values.compactMap { uses in
            guard let first = uses.first, !uses.contains(where: { isAllowed($0.operation) }) else {
                return nil
            }
            return refusal(
                first.operation, at: first.field.place, first.field.columns,
                by: joined(first.field.path))
        }
    }

    func isAllowed(_ operation: Operation) -> Bool {
        if operation.isReadOnly, !operation.isSensitive { return true }
        // A module has no manifest: what requires it has one.
        if manifest == nil, isModule { return true }
        return (manifest?.allow ?? []).contains { globMatches($0, operation.permission) }
    }

    private func refusal(
        _ operation: Operation, at place: SourcePlace, _ columns: Int, by function: String?
    ) -> Complaint {
        let subject = function.map { "\($0) calls \(operation.permission), which" }
        let verb = subject == nil ? operation.permission : subject ?? ""
        return Complaint(
            .notPermitted, at: place, columns: columns,
            manifest == nil
                ? "\(verb) needs a manifest: without one a script only reads"
                : "\(verb) is not allowed by the manifest",
            remedy: manifest == nil
                ? "begin with runbook { name = …, allow = { \"\(operation.permission)\" } }"
                : "add \"\(operation.permission)\" to allow")
    }

    // MARK: Too much

    private func unneeded(_ indirect: [IndirectUse]) -> [Complaint] {
        guard reading.computedOperations.isEmpty else { return [] }
        let used = Set(operationUses.map(\.operation.permission))
            .union(indirect.map(\.operation.permission))
        guard
            case .table(let patterns)? =
                manifestTable?.first(where: { $0.key?.string == "allow" })?.value.form
        else { return [] }
        return patterns.compactMap { pattern in
            guard let text = pattern.value.string, !used.contains(where: { globMatches(text, $0) })
            else { return nil }
            return Complaint(
                .unneededPermission, at: pattern.value, "nothing here calls \(text)",
                remedy: text.contains("*")
                    || Catalogue.operation(named: String(text.dropFirst(4))) != nil
                    ? "take it out of allow" : spelling(of: text))
        }
    }

    private func spelling(of permission: String) -> String {
        let known = Catalogue.names.map { "ecs:\($0)" }
        return suggestion(for: permission, among: known).map { "did you mean \"\($0)\"?" }
            ?? "ECS has no such operation"
    }
}

/// An operation that a function of a module calls for the script, which names the function.
struct IndirectUse {
    let operation: Operation
    let field: FieldUse
}

extension Subject {
    mutating func hasModule(_ name: String) -> Bool { graph.reading(of: name) != nil }

    /// What the modules that the script uses call in its name.
    mutating func indirectUses() -> [IndirectUse] {
        var uses: [IndirectUse] = []
        for field in reading.fields where field.operationName == nil {
            for name in graph.operations(calledBy: field.path).sorted() {
                guard let operation = Catalogue.operation(named: name) else { continue }
                uses.append(IndirectUse(operation: operation, field: field))
            }
        }
        return uses
    }
}
