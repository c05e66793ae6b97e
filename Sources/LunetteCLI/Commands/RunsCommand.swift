import ArgumentParser
import LunetteBase
import LunetteJournal
import LunetteRunbook
import LunetteSystem

/// `lunette runs`: what is on record.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "Lists the runs on record.",
        subcommands: [
            RunsListCommand.self, RunsVerifyCommand.self, RunsHeadCommand.self,
            RunsPruneCommand.self,
        ],
        defaultSubcommand: RunsListCommand.self)
}

/// `lunette runs [list]`.
struct RunsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the runs on record, the latest first (the default).")

    @Option(help: ArgumentHelp("Only runs of this runbook.", valueName: "name"))
    var runbook: String?

    @Option(
        help: ArgumentHelp(
            "Only runs that ended so: an exit reason such as done, or unfinished.",
            valueName: "reason"))
    var ended: String?

    @Option(
        help: ArgumentHelp(
            "Only runs that changed this instance, interface or group.", valueName: "id"))
    var about: String?

    @Option(help: ArgumentHelp("Only runs of this time: 2h, 7d.", valueName: "duration"))
    var since: Duration?

    @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int = 50

    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let store = try JournalAccess(environment: .process).open()
        let all = try await reading { () async throws(JournalError) in try await store.runs() }
        var lines: [RunHistory] = []
        for run in all.reversed() where isWanted(run) && lines.count < limit {
            let history = try await reading { () async throws(JournalError) in
                try await store.history(ofRun: run.id)
            }
            guard let history, about.map({ history.isAbout($0) }) ?? true else { continue }
            lines.append(history)
        }
        if output.json {
            let json = JSONValue.array(lines.map { RunFacts(history: $0).summary })
            Console.writeOut(json.printout)
        } else {
            Console.writeOut(RunList(runs: lines, style: output.outStyle).text)
        }
    }

    private func isWanted(_ run: RunSummary) -> Bool {
        if let runbook, run.start.name != runbook { return false }
        if let ended, (run.end?.reason ?? "unfinished") != ended { return false }
        if let since, run.startedAt < SystemClock().now() - since { return false }
        return true
    }
}

extension RunHistory {
    /// Whether one of its changes names this resource.
    fileprivate func isAbout(_ id: String) -> Bool {
        changes.contains { change in
            change.intent.target == id
                || change.intent.parameters.members.contains { $0.value.string == id }
        }
    }
}

/// `lunette runs verify`.
struct RunsVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks that no entry of the journal was edited or taken out.")

    @Option(
        help: ArgumentHelp(
            "A head that was kept elsewhere: 'POSITION HASH', as runs head prints it.",
            valueName: "head"))
    var against: String?

    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        let store = try JournalAccess(environment: .process).open()
        let (tip, count) = try await reading { () async throws(JournalError) in
            try await store.verify()
        }
        if let against { try await compare(against, store) }
        if output.json {
            let json: JSONValue = [
                "status": "whole", "entries": .integer(Int64(count)), "head": .string(tip.text),
            ]
            Console.writeOut(json.printout)
        } else {
            Console.writeOut("\(count) entries, all as they were written; head \(tip.text)\n")
        }
    }

    private func compare(_ text: String, _ store: SQLiteStore) async throws {
        guard let head = ChainTip(text: text) else {
            throw Failure(.usage, "--against takes 'POSITION HASH', as lunette runs head prints it")
        }
        let entry = try await reading { () async throws(JournalError) in
            try await store.entries(EntryQuery(after: head.position - 1, limit: 1)).first
        }
        guard entry.map(ChainTip.init(of:)) == head else {
            throw Failure(
                JournalError(
                    .damaged, path: store.name,
                    reason: "entry \(head.position) is not the one that was kept elsewhere"))
        }
    }
}

/// `lunette runs head`.
struct RunsHeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "head",
        abstract: "Prints the last entry's position and hash, to keep elsewhere.")

    func run() async throws {
        let store = try JournalAccess(environment: .process).open()
        let tip = try await reading { () async throws(JournalError) in try await store.tip() }
        Console.writeOut(tip.text + "\n")
    }
}

/// `lunette runs prune`.
struct RunsPruneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Takes old runs out of the journal; the chain stays whole.")

    @Option(help: ArgumentHelp("Runs that began before: 90d.", valueName: "duration"))
    var olderThan: Duration

    func run() async throws {
        let journal = JournalAccess(environment: .process)
        let store = try journal.open()
        let clock = SystemClock()
        let by = journal.operatedBy
        let count = try await reading { () async throws(JournalError) in
            _ = try await store.verify()
            return try await store.prune(
                before: clock.now() - olderThan, at: clock.now(), by: "\(by.user) on \(by.host)")
        }
        Console.writeOut("\(count) run\(count == 1 ? "" : "s") taken out\n")
    }
}
