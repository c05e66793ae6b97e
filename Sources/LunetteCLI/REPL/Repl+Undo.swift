import LunetteBase
import LunetteJournal
import LunetteRunbook

/// Takes back what a session changed, one change after the other, the last one first.
extension Repl {
    func undo() async throws {
        guard mode.sessionMode == .live, !isPlanning else {
            throw Failure(
                .blocked, "this session does not change anything now",
                advice: [isPlanning ? ":plan off ends the plan" : ":live lets changes through"])
        }
        let journal = JournalAccess(environment: .process)
        guard let (history, change) = try await lastChange(journal),
            let last = history.keeping(only: change)
        else {
            let isUnchanged = await !recorder.isOnRecord && earlierRecorders.isEmpty
            return view.say(
                isUnchanged ? "nothing was changed here" : "nothing is left to take back")
        }
        let recording = try RunRecording(
            RunStart(undoing: history, connection, journal), on: connection, journal)
        let undoing = try await Undoing(
            loop: connection.loop, of: last, target: target, settings: limits,
            transport: connection.transport, recorder: recording.recorder, observer: { _ in })
        view.say(printable("\(change.intent.operation) \(change.intent.target ?? ""):"))
        let plan: [UndoStep]
        do {
            plan = try await undoing.plan()
        } catch {
            throw Failure(error.exitReason, error.line, advice: [error.explanation])
        }
        view.write(UndoText(steps: plan, style: view.style, width: view.textWidth).text)
        guard plan.contains(where: { $0.verdict == .undo }) else {
            undone.insert(change.position)
            return
        }
        let consent = Consent(
            by: journal.operatedBy.user, what: "the session's last change taken back",
            how: "typed")
        let (report, _) = await undoing.run(consent)
        if let failure = report.failure { throw Failure(failure.reason, failure.message) }
        if let error = report.failedChanges.first {
            throw Failure(error.exitReason, error.line, advice: [error.explanation])
        }
        undone.insert(change.position)
        noteUndone(change)
    }

    /// `:save` leaves it out.
    private func noteUndone(_ change: RunHistory.Change) {
        for entry in typed.indices.reversed() {
            let made = typed[entry].changes.lastIndex {
                !$0.isUndone && $0.operation == change.intent.operation
                    && $0.target == change.intent.target
            }
            guard let made else { continue }
            return typed[entry].changes[made].isUndone = true
        }
    }
}

extension Repl {
    /// The newest change that was not taken back.
    private func lastChange(_ journal: JournalAccess) async throws
        -> (RunHistory, RunHistory.Change)?
    {
        for recorder in [recorder] + earlierRecorders.reversed() where await recorder.isOnRecord {
            let history = try await journal.history(recorder.runID, in: journal.open())
            let change = history.madeChanges.last { !undone.contains($0.position) }
            if let change { return (history, change) }
        }
        return nil
    }
}

extension RunStart {
    /// The start of a run that undoes another.
    init(undoing history: RunHistory, _ connection: CloudConnection, _ journal: JournalAccess) {
        self.init(
            purpose: .undo, name: "undo \(history.id)",
            target: RunTarget(connection.target, isInProcess: connection.isInProcess),
            operatedBy: journal.operatedBy)
        undoes = history.id
        lock = history.start.lock
        options = history.start.options
    }
}
