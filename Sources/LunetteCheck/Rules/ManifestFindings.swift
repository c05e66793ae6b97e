import LunetteBase
import LunetteRunbook
import LunetteSyntax

extension Subject {
    /// What is wrong with the manifest itself.
    func manifestFindings() -> [Complaint] {
        if let manifestError {
            return [
                Complaint(
                    .manifest, at: manifestError.place, manifestError.message,
                    remedy: manifestError.remedy)
            ]
        }
        return misplacedManifest + reservedParameters
    }

    private var misplacedManifest: [Complaint] {
        guard manifest == nil else { return [] }
        return reading.calls.filter { $0.path == ["runbook"] }.map { call in
            Complaint(
                .manifest, at: call.place, columns: call.columns,
                "the manifest is not the first statement, or no literal table",
                remedy: "move runbook { … } to the top of the file")
        }
    }

    private var reservedParameters: [Complaint] {
        (manifest?.parameters ?? []).filter { reservedFlags.contains($0.flag) }.map { parameter in
            Complaint(
                .reservedParameter, at: parameter.place, columns: parameter.name.utf8.count,
                parameter.clash.message, remedy: parameter.clash.remedy)
        }
    }

    /// What stands under a field of a table in the manifest.
    func manifestField(_ table: String, _ name: String) -> LuaField? {
        let field = manifestTable?.first { $0.key?.string == table }
        guard case .table(let fields)? = field?.value.form else { return nil }
        return fields.first { $0.key?.string == name }
    }
}

extension Subject {
    /// What is wrong between the manifest's parameters and `args`.
    func argumentFindings() -> [Complaint] {
        guard !isTest, manifestError == nil else { return [] }
        let declared = (manifest?.parameters ?? []).map(\.name)
        let uses = reading.fields.filter { $0.path.first == "args" }
        let unknown = uses.filter { !declared.contains($0.path[1]) && !$0.isWrite }.map { use in
            let hint = suggestion(for: use.path[1], among: declared)
            return Complaint(
                .unknownArgument, at: use.key,
                "the manifest declares no parameter '\(use.path[1])'",
                remedy: hint.map { "did you mean args.\($0)?" }
                    ?? "add it to parameters in runbook { … }")
        }
        let whole = reading.globals.count { $0.name == "args" && !$0.isWrite }
        guard whole == uses.count else { return unknown }
        let used = Set(uses.map { $0.path[1] })
        let unused = declared.filter { !used.contains($0) }.compactMap { name in
            manifestField("parameters", name).map { field in
                Complaint(
                    .unusedParameter, at: field.place, columns: name.utf8.count,
                    "the parameter '\(name)' is never read",
                    remedy: "use args.\(name), or take the parameter out")
            }
        }
        return unknown + unused
    }
}
