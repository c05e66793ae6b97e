import LunetteRunbook

/// The exit codes: the one table. `lunette help exit-codes` prints it.
extension ExitReason {
    public var exitCode: Int32 {
        switch self {
        case .done: 0
        case .scriptFailed: 1
        case .serviceRefused: 2
        case .timedOutOrInDoubt: 3
        case .notFound: 4
        case .partialOrFindings: 5
        case .blocked: 6
        case .drift: 7
        case .limit: 8
        case .usage: 64
        case .unreadableFile: 66
        case .unreachable: 69
        case .journalUnwritable: 74
        case .locked: 75
        case .configuration: 78
        case .interrupted: 130
        case .terminated: 143
        }
    }

    /// The table's right column.
    var meaning: String {
        switch self {
        case .done: "done, nothing left to do (also: nothing needed changing)"
        case .scriptFailed: "the script failed: an uncaught error, or it does not compile"
        case .serviceRefused: "the service refused, and the script did not deal with it"
        case .timedOutOrInDoubt: "timed out, or the outcome of a change is in doubt"
        case .notFound: "what was asked for does not exist"
        case .partialOrFindings: "partial, or findings: the report lists every one"
        case .blocked: "blocked: permission, policy, trust, approval or blast limit"
        case .drift: "drift: a plan's precondition no longer holds"
        case .limit: "stopped by a sandbox limit (time, CPU, memory, call depth)"
        case .usage: "bad usage"
        case .unreadableFile: "a named file cannot be read"
        case .unreachable: "the endpoint cannot be reached"
        case .journalUnwritable: "the journal, or the output, cannot be written"
        case .locked: "another run holds the lock"
        case .configuration: "configuration or credentials missing, wrong or refused"
        case .interrupted: "interrupted (SIGINT), after the call in flight was recorded"
        case .terminated: "terminated (SIGTERM), after the call in flight was recorded"
        }
    }

    /// The table as text.
    static var table: String {
        allCases.map { reason in
            let code = String(reason.exitCode)
            let padding = String(repeating: " ", count: 4 - code.count)
            return "\(padding)\(code)  \(reason.meaning)"
        }.joined(separator: "\n")
    }
}
