import LunetteJournal

/// How a run ended, as its job counts it.
struct RunJudgement: Sendable, Hashable {
    var outcome: TickRecord.Outcome
    var exitCode: Int64?
    var reason: String?

    init(outcome: TickRecord.Outcome, reason: String? = nil) {
        self.outcome = outcome
        self.reason = reason
    }

    init(exitCode: Int32) {
        outcome = TickRecord.Outcome(exitCode: exitCode)
        self.exitCode = Int64(exitCode)
    }

    /// From the run's own last entry: another daemon's child tells its exit code to nobody.
    init(_ end: RunEnd?) {
        switch end?.reason {
        case nil:
            self.init(outcome: .lost, reason: "the daemon had ended, and the run left no word")
        case "done"?: self.init(outcome: .succeeded)
        case "partial_or_findings"?: self.init(outcome: .findings)
        case "locked"?: self.init(outcome: .locked)
        case "terminated"?: self.init(outcome: .killed, reason: "terminated")
        case let reason?: self.init(outcome: .failed, reason: reason)
        }
    }
}

extension Store {
    /// What the journal knows of how a run ended.
    func judgement(ofRun id: String) async -> RunJudgement {
        let history = try? await history(ofRun: id)
        return RunJudgement(history?.end)
    }
}
