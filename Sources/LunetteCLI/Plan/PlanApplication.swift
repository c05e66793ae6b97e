import LunetteBase
import LunetteJournal
import LunetteRunbook
import LunetteSettings
import LunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One saved plan from the command line: may it be applied, where, what came of it.
struct PlanApplication {
    let path: String
    let isAgreedTo: Bool
    let account: String?
    let target: TargetOptions
    let output: OutputOptions
    var concurrency = FleetOptions.usualConcurrency
    /// The plan that it must be, when a run of it goes on.
    var expectedHash: String?

    func run() async throws {
        // 1. What can be refused without a call.
        let gate = try PlanPlace(path: path).gate(Settings.inForce, now: SystemClock().now())
        if let expectedHash, expectedHash != gate.file.hash {
            throw Failure(
                .drift, "\(path) holds another plan by now",
                advice: ["lunette apply \(path) applies that one, as a run of its own"])
        }
        if let refusal = gate.refusal { throw Failure(refusal, gate, path: path) }
        let plan = gate.file.plan
        let options = try target.bound(to: plan.target, of: "the plan", environment: .process)
        // 2. A plan is applied once; what an earlier attempt left is gone on with.
        let journal = JournalAccess(environment: .process)
        let earlier = try await earlier(gate.file, in: journal)
        if let earlier, earlier.isFinished { return sayApplied(by: earlier) }
        // 3. Where to, and whether somebody agrees.
        let settings = try Settings.inForce(for: plan)
        let connection = try await CloudConnection(options, environment: .process, over: settings)
        let how = try await agreement(to: gate, on: connection)
        // 4. Item by item.
        let recording = try recording(gate, earlier, on: connection, journal)
        defer { withExtendedLifetime(recording) {} }
        let report = try await apply(
            gate, on: connection, runSettings(settings, gate), recording.recorder,
            consents(gate, how, journal))
        await connection.close()
        try AppliedText(gate: gate, report: report).finish(output)
    }

    // MARK: Once

    private func earlier(_ file: PlanFile, in journal: JournalAccess) async throws -> RunHistory? {
        guard !file.plan.target.isInProcess, let store = try journal.openIfThere() else {
            return nil
        }
        let runs = try await reading { () async throws(JournalError) in
            _ = try await store.verify()
            return try await store.runs()
        }
        let run = runs.last { $0.start.plan["sha256"]?.string == file.hash }
        guard let run else { return nil }
        if let undo = runs.last(where: { $0.start.undoes == run.id }) {
            throw Failure(
                .blocked,
                "the plan was applied by run \(run.id), and undone by run \(undo.id)",
                advice: ["a plan is applied once: make a new one to do it again"])
        }
        return try await journal.history(run.id, in: store)
    }

    private func sayApplied(by run: RunHistory) {
        let message = "the plan was applied already, by run \(run.id): nothing is left to do"
        Console.writeError(printable(message) + "\n")
        guard output.json else { return }
        let json: JSONValue = [
            "status": "succeeded", "exit_code": 0,
            "exit_reason": .string(ExitReason.done.rawValue), "run_id": .string(run.id),
            "message": .string(message), "changes": [],
        ]
        Console.writeOut(json.printout)
    }

    // MARK: Agreeing

    /// How somebody agreed, beside the approvals. Nobody is asked on the emulator, nor where others
    /// have approved.
    private func agreement(to gate: PlanGate, on connection: CloudConnection) async throws
        -> String?
    {
        guard connection.target.isRealAccount, gate.counting.isEmpty else { return nil }
        if isAgreedTo { return "--yes" }
        let plan = gate.file.plan
        let account = CloudAccount(id: plan.target.accountID ?? "?", alias: nil)
        let question = ApprovalQuestion(
            name: plan.script.name, accounts: [ApprovalAccount(account: account, origin: nil)],
            operations: Set(plan.items.map { "ecs:\($0.operation)" }).sorted(),
            regions: Set(plan.items.map(\.regionID)).sorted(), maxChanges: plan.items.count,
            reason: "plan \(gate.file.shortHash), which nobody approved", accountToType: nil)
        guard await TerminalApprover(style: output.errorStyle).answer(to: question) == .yes else {
            await connection.close()
            throw Failure(
                .blocked, "nothing was applied: nobody agreed",
                advice: ["--yes agrees without a terminal; so does an approved plan"])
        }
        return "typed"
    }

    private func consents(_ gate: PlanGate, _ how: String?, _ journal: JournalAccess) -> [Consent] {
        let what = "plan \(gate.file.shortHash) of \(gate.file.plan.author)"
        let own = how.map { Consent(by: journal.operatedBy.user, what: what, how: $0) }
        return gate.counting.map {
            Consent(by: $0.by, what: what, how: "lunette plan approve, \($0.at.text)")
        } + [own].compactMap { $0 }
    }

    /// An approved plan names the account that is meant; else a production profile wants it named.
    private func runSettings(_ settings: Settings, _ gate: PlanGate) -> RunSettings {
        let isApproved = !gate.counting.isEmpty
        var run = RunSettings()
        run.policies = settings.policies
        run.productionProfiles = settings.productionProfiles
        run.isAgreedTo = isAgreedTo || isApproved
        run.expectedAccount = account ?? (isApproved ? gate.file.plan.target.accountID : nil)
        return run
    }

    // MARK: Applying

    private func recording(
        _ gate: PlanGate, _ earlier: RunHistory?, on connection: CloudConnection,
        _ journal: JournalAccess
    ) throws -> RunRecording {
        if let earlier {
            Console.writeError(printable("run \(earlier.id) of this plan goes on") + "\n")
            return try RunRecording(resuming: earlier, forced: [], on: connection, journal)
        }
        let start = RunStart(applying: gate, at: path, connection, journal)
        return try RunRecording(start, on: connection, journal)
    }

    private func apply(
        _ gate: PlanGate, on connection: CloudConnection, _ settings: RunSettings,
        _ recorder: RunRecorder, _ consents: [Consent]
    ) async throws -> RunReport {
        let approver = TerminalApprover(style: output.errorStyle)
        var oversight = Oversight()
        oversight.approver = approver
        let clock = connection.loop.clock
        let progress = RunProgress(output: output, clock: clock)
        let events = try output.events.map { try EventFile($0, clock: clock) }
        let applying = try await Applying(
            gate.file, on: connection.target, loop: connection.loop, settings: settings,
            oversight: oversight, transport: connection.transport, recorder: recorder,
            concurrency: concurrency,
            observer: { event in
                progress.show(event)
                events?.write(event)
            })
        let ending = SignalEnding.watched {
            applying.interrupt()
            approver.cancel()
        }
        events?.begin(gate.file.plan.script.name, on: connection.target)
        var report = await applying.run(consents)
        report.take(ending)
        report.take(events, output)
        return report
    }
}

extension RunStart {
    /// The start of a run that applies a plan.
    fileprivate init(
        applying gate: PlanGate, at path: String, _ connection: CloudConnection,
        _ journal: JournalAccess
    ) {
        let (file, script) = (gate.file, gate.file.plan.script)
        self.init(
            purpose: .apply, name: script.name, file: script.file, scriptHash: script.hash,
            target: RunTarget(connection.target, isInProcess: connection.isInProcess),
            operatedBy: journal.operatedBy)
        arguments = script.arguments
        fileHashes = script.fileHashes
        lock = RunRecording.lockName(script.file, target)
        options["profile"] = connection.target.profile.map(JSONValue.string)
        plan = [
            "sha256": .string(file.hash), "file": .string(absolutePath(path)),
            "author": .string(file.plan.author),
            "created_at": .string(file.plan.createdAt.millisecondText),
            "expires_at": .string(file.plan.expiresAt.millisecondText),
            "approvals": .array(gate.counting.map(\.json)),
        ]
    }
}
