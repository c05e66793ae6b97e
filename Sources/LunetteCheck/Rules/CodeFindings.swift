import LunetteBase
import LunetteCatalogue

extension Subject {
    /// What is wrong with error codes.
    func codeFindings() -> [Complaint] {
        constants + texts
    }

    /// `errors.InstanceLastSecurityGroup`: reading one that does not exist raises.
    private var constants: [Complaint] {
        reading.fields.filter { $0.path.first == "errors" && $0.path[1] != "new" }.compactMap {
            use in
            // `errors.InvalidInstanceId.NotFound` is a field of a text.
            let code = use.path.dropFirst().joined(separator: ".")
            if use.path.count > 2, ErrorCodes.contains(code) {
                return Complaint(
                    .unknownErrorCode, at: use.place, columns: use.columns,
                    "a code with a dot is no name in Lua", remedy: "write errors[\"\(code)\"]")
            }
            guard !ErrorCodes.contains(use.path[1]) else { return nil }
            return Complaint(
                .unknownErrorCode, at: use.place, columns: use.columns,
                "no operation documents the error code '\(use.path[1])'",
                remedy: hint(for: use.path[1]) ?? "lunette explain OPERATION lists its codes")
        }
    }

    /// `err.code == "InstanceLastSecurityGruop"`, and what `err:is` is asked.
    private var texts: [Complaint] {
        reading.codes.compactMap { text in
            // A script's own errors may have codes as well: only what looks like a slip counts.
            guard let code = text.string, !ownCodes.contains(code), !isKnown(code),
                let hint = hint(for: code)
            else { return nil }
            return Complaint(
                .unknownErrorCode, at: text,
                "no operation documents the error code '\(code)'", remedy: hint)
        }
    }

    private func hint(for code: String) -> String? {
        suggestion(for: code, among: ErrorCodes.all).map { "did you mean '\($0)'?" }
    }

    private func isKnown(_ pattern: String) -> Bool {
        guard pattern.contains("*") else { return ErrorCodes.contains(pattern) }
        return (ErrorCodes.all + ownCodes).contains { globMatches(pattern, $0) }
    }
}

/// The codes that Lunette itself gives to error objects.
private let ownCodes: Set<String> = [
    "PermissionDenied", "BlastLimitReached", "NoCredentials", "UnknownParameter",
    "InvalidParameterType", "RepeatedParameter", "UnknownOperation", "UnknownErrorCode",
    "NotPaged", "MalformedAnswer",
    "Limit.time", "Limit.cpu", "Limit.memory", "Limit.depth", "Limit.output", "WaitTimeout",
    "UnreachableState", "IncompleteList",
]
