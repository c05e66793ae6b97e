import ArgumentParser
import LunetteBase
import LunetteClient
import LunetteRunbook
import LunetteSettings
import LunetteSystem

/// `lunette trust FILE`: lets this very file, and the files that it requires, do what its manifest
/// asks for on this account.
struct TrustCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust", _superCommandName: "lunette",
        abstract: "Lets this very runbook do what its manifest asks for, on this account.",
        discussion: """
            It is by content: once the runbook, or a file that it requires, changes, it must be \
            trusted anew.
            """)

    @Argument(help: "The runbook.")
    var file: String?

    @Flag(help: "List what is trusted.")
    var list = false

    @Flag(help: "Trust the runbook no longer.")
    var remove = false

    @OptionGroup(title: "Where") var target: TargetOptions
    @OptionGroup(title: "Agreeing") var consent: ConsentOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        if list, remove || file != nil {
            throw ValidationError("--list lists all that is trusted: leave the rest out")
        }
        if !list, file == nil { throw ValidationError("trust needs a runbook") }
    }

    func run() async throws {
        let store = TrustFile(.process)
        var book = try store.read()
        guard let file else { return show(book.entries) }
        let path = absolutePath(file)
        if remove {
            let count = book.remove(file: path)
            try store.write(book)
            return Console.writeOut(
                printable("\(file) \(count == 0 ? "was not trusted" : "is trusted no longer")")
                    + "\n")
        }
        let script = try makeScript(file: file, source: try readSource(file))
        guard !script.manifest.allow.isEmpty else {
            throw Failure(
                .usage, "\(file) asks for nothing: its manifest has no allow",
                advice: ["what only reads needs no trust"])
        }
        let account = try await account(for: script)
        let entry = TrustBook.Entry(
            file: path, account: account, sources: SourceSet(of: script),
            at: SystemClock().now())
        book.insert(entry)
        try store.write(book)
        show(entry, script.manifest)
    }

    /// Whose account it is, once that is agreed on.
    private func account(for script: Script) async throws -> CloudAccount {
        let settings = Settings.inForce(for: script.file.map(Script.folder), .process)
        let connection = try await CloudConnection(target, environment: .process, over: settings)
        let account: CloudAccount
        do {
            account = try await connection.target.account(
                on: connection.loop, through: connection.transport)
        } catch {
            await connection.close()
            throw Failure(RunFailure(error), source: script.source, file: script.file ?? "")
        }
        await connection.close()
        if let mismatch = consent.account.flatMap(account.mismatch) {
            throw Failure(
                .blocked, mismatch,
                advice: ["name the profile of the right account with --profile"])
        }
        let isProduction =
            connection.target.profile.map(settings.productionProfiles.contains) ?? false
        guard isProduction, consent.account == nil else { return account }
        let question = ApprovalQuestion(
            name: script.name, accounts: [ApprovalAccount(account: account, origin: nil)],
            operations: script.manifest.allow,
            regions: script.manifest.regions.isEmpty
                ? [connection.target.regionID] : script.manifest.regions,
            maxChanges: script.manifest.maxChanges, reason: "for good, as it is now",
            accountToType: account.name)
        guard await TerminalApprover(style: output.errorStyle).answer(to: question) == .yes else {
            throw Failure(
                .blocked, "the profile is marked production, and nobody typed the account's name",
                advice: ["run it on a terminal, or give the account's name with --account"])
        }
        return account
    }

    private func show(_ entry: TrustBook.Entry, _ manifest: Manifest) {
        if output.json { return Console.writeOut(entry.json.printout) }
        let files = entry.sources.keys.sorted().joined(separator: ", ")
        Console.writeOut(
            """
            trusted on the account \(printable("\(entry.accountName): \(entry.file)"))
              may call  \(printable(manifest.allow.joined(separator: ", ")))
              files     \(printable(files))

            """)
    }

    private func show(_ entries: [TrustBook.Entry]) {
        if output.json {
            return Console.writeOut(JSONValue.array(entries.map(\.json)).printout)
        }
        for entry in entries {
            let state = isCurrent(entry) ? "as trusted" : "changed since: trusted no longer"
            Console.writeOut(
                printable("\(entry.file)  \(entry.accountName)  \(entry.at.text)  \(state)") + "\n")
        }
        if entries.isEmpty { Console.writeOut("nothing is trusted\n") }
    }

    private func isCurrent(_ entry: TrustBook.Entry) -> Bool {
        guard let source = try? readFile(entry.file),
            let script = try? Script(file: entry.file, source: source)
        else { return false }
        return SourceSet(of: script).digests == entry.sources
    }
}
