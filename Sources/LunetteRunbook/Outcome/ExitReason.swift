/// How a run ended, in one word. The command line gives each its exit code.
public enum ExitReason: String, Sendable, CaseIterable {
    case done
    case scriptFailed = "script_failed"
    case serviceRefused = "service_refused"
    case timedOutOrInDoubt = "timed_out_or_in_doubt"
    case notFound = "not_found"
    case partialOrFindings = "partial_or_findings"
    case blocked
    case drift
    case limit
    case usage
    case unreadableFile = "unreadable_file"
    case unreachable
    case journalUnwritable = "journal_unwritable"
    case locked
    case configuration
    case interrupted
    case terminated
}
