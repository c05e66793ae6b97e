import LunetteBase
import LunetteCatalogue
import LunetteRunbook
import LunetteSettings
import LunetteSystem
import LunetteTerminal

/// A session, whoever types: takes entries and commands one after the other, and shows what
/// becomes of them.
actor Repl {
    let session: ReplSession
    let connection: CloudConnection
    let view: any ReplView
    let limits: RunSettings
    /// The settings' files.
    let inForce: Settings
    var recorder: RunRecorder
    /// Those that could not write at some time, with what they have on record.
    var earlierRecorders: [RunRecorder] = []
    /// Where the changes that were taken back stand on record.
    var undone: Set<Int64> = []
    let printsJSON: Bool
    let seen: SeenIDs
    var options: TargetOptions
    var target: CloudTarget
    var mode: ReplMode
    /// Asks STS whose account it is.
    var naming: Task<Void, Never>?
    /// Its alias or id; the profile's name until that is known.
    var accountName: String
    /// Changes are predicted instead of sent.
    var isPlanning = false
    var isDone = false
    var showsTime = false
    var typed: [TypedEntry] = []
    /// What `:more` shows again.
    var lastLong: ReplAnswer?
    var lastFailure: RunFailure?
    /// Something was found, or left open.
    var hasOpenPoints = false
    /// Counts changes of mode, so that an end of `:live` that is late ends no other.
    var modeNumber = 0
    let history: @Sendable () -> [String]
    /// What `:every` repeats.
    var repetition: Repetition?
    /// An entry or command is under way: nothing else may use the interpreter.
    var isBusy = false

    init(
        session: ReplSession, connection: CloudConnection, options: TargetOptions,
        limits: RunSettings, over inForce: Settings, recorder: RunRecorder, view: any ReplView,
        printsJSON: Bool, seen: SeenIDs,
        history: @escaping @Sendable () -> [String] = { [] }
    ) {
        self.session = session
        self.connection = connection
        self.options = options
        self.limits = limits
        self.inForce = inForce
        self.recorder = recorder
        self.view = view
        self.printsJSON = printsJSON
        self.seen = seen
        self.history = history
        target = connection.target
        accountName = Self.provisionalName(connection.target)
        mode = Self.firstMode(connection.target, limits)
    }

    /// On a real account, or under a production profile, nothing changes until somebody says so.
    static func isGuarded(_ target: CloudTarget, _ limits: RunSettings) -> Bool {
        target.isRealAccount || isProduction(target, limits)
    }

    static func isProduction(_ target: CloudTarget, _ limits: RunSettings) -> Bool {
        target.profile.map(limits.productionProfiles.contains) ?? false
    }

    static func firstMode(_ target: CloudTarget, _ limits: RunSettings) -> ReplMode {
        guard isGuarded(target, limits) else { return .emulator }
        return limits.allow.isEmpty ? .readOnly : .granted
    }

    var prompt: Prompt {
        return ReplPrompt(
            target: target.isRealAccount ? accountName : "emulator",
            regionID: printable(target.regionID),
            mode: mode, isPlanning: isPlanning,
            isRepeating: repetition != nil
        ).prompt
    }

    /// Only here is it told how things stand: none comes too late.
    func showPrompt() { view.replacePrompt(prompt) }

    // MARK: Entries

    /// Takes an entry or a command. Answers how it failed, if it did.
    func handle(_ text: String) async -> RunFailure? {
        isBusy = true
        defer { isBusy = false }
        await repetition?.turn?.value
        lastFailure = nil
        do {
            if text.hasPrefix(":") {
                try await runCommand(String(text.dropFirst()))
            } else if text.hasPrefix("?") {
                try await explain(String(text.dropFirst()).trimmed)
            } else if let command = await wordOfNewcomers(text) {
                try await runCommand(command)
            } else {
                await runEntry(text)
            }
        } catch let failure as Failure {
            view.writeError(failure.text(view.style, width: view.textWidth))
            lastFailure = RunFailure(failure.reason, failure.message)
        } catch {
            view.writeError("error: \(printable("\(error)"))\n")
            lastFailure = RunFailure(.scriptFailed, "\(error)")
        }
        return lastFailure
    }

    /// What people type who come from other sessions, as long as it is no variable.
    private func wordOfNewcomers(_ text: String) async -> String? {
        let words = ["exit": "quit", "quit": "quit", "help": "help"]
        let name = text.hasSuffix("()") ? String(text.dropLast(2)) : text
        guard view.isInteractive, let command = words[name],
            await !session.names(at: []).contains(name)
        else { return nil }
        return command
    }

    private func runCommand(_ text: String) async throws {
        let words = text.split(separator: " ", maxSplits: 1)
        let typed = words.first.map(String.init) ?? "help"
        let name = MetaCommand.otherNames[typed] ?? typed
        guard let command = MetaCommand.all.first(where: { $0.name == name }) else {
            let close = suggestion(for: name, among: MetaCommand.all.map(\.name))
            throw Failure(
                .usage, "there is no command ':\(name)'",
                advice: [close.map { "did you mean :\($0)?" } ?? ":help lists them"])
        }
        let rest = words.count > 1 ? String(words[1]).trimmed : ""
        // Whoever means to leave, leaves.
        guard rest.isEmpty || !command.arguments.isEmpty || name == "quit" else {
            throw Failure(
                .usage, ":\(name) takes nothing behind it, not '\(rest)'",
                advice: ["it \(command.summary)"])
        }
        try await command.run(self, rest)
    }

    private func runEntry(_ text: String) async {
        await endLiveIfOver()
        await renewRecorder()
        var outcome = await session.run(text)
        let isTable = if case .table? = outcome.values.first { true } else { false }
        if outcome.failure == nil, let page = await page(instead: outcome, of: text) {
            outcome.values = []
            await show(.text(page))
        }
        typed.append(
            TypedEntry(
                text: text, hasFailed: outcome.failure != nil, isTable: isTable,
                changes: outcome.changes.filter { !$0.isPredicted }.map {
                    TypedEntry.Change(operation: $0.operation, target: $0.target)
                }))
        await show(outcome, takesTime: showsTime, of: text)
        if view.isInteractive, outcome.values == [.plain(.nothing)],
            let hint = await hint(onNothing: text)
        {
            view.say(view.style.dim(hint))
        }
    }

    func show(_ outcome: EntryOutcome, takesTime: Bool, of text: String = "") async {
        if printsJSON {
            view.write(printableJSON(EntryReport(outcome).json.text) + "\n")
        } else {
            await show(outcome.values, keptAs: outcome.keptAs)
        }
        let predicted = outcome.changes.filter(\.isPredicted)
        let changes = PredictedChanges(
            changes: predicted, style: view.style, width: view.textWidth)
        view.writeError(changes.text)
        let points = OpenPoints(outcome: outcome, style: view.style, width: view.textWidth)
        if !points.isEmpty { hasOpenPoints = true }
        if !printsJSON { view.write(points.text) }
        if let failure = outcome.failure {
            lastFailure = failure
            await show(failure, of: text)
        }
        if outcome.hasLostVariables {
            warn(
                "that could only be stopped by giving up the interpreter: the session's variables "
                    + "are gone; what was typed and what was changed are not: :history, :save and "
                    + ":undo still know")
        }
        if takesTime {
            let calls = outcome.callCount == 1 ? "1 call" : "\(outcome.callCount) calls"
            view.writeError(view.style.dim("\(outcome.duration.text), \(calls)") + "\n")
        }
    }

    func warn(_ text: String) { view.say("\(view.style.yellow("warning:")) \(printable(text))") }

    func show(_ values: [Outline], keptAs number: Int?) async {
        let printer = ValuePrinter(width: view.width)
        var lines: [StyledText] = []
        for (index, value) in values.enumerated() {
            lines += printer.lines(value)
            // The name is the first value's.
            guard index == 0, view.isInteractive, let number, let last = lines.indices.last
            else { continue }
            let name = "  _\(number)"
            if lines[last].cellWidth + name.count < view.width { lines[last].append(name, .dim) }
        }
        await show(.lines(lines))
    }

    func show(_ answer: ReplAnswer) async {
        if await view.show(answer) { lastLong = answer }
    }

    func show(_ failure: RunFailure, of text: String = "") async {
        // An interruption is what was asked for.
        if failure.reason == .interrupted, view.isInteractive {
            let rest =
                await recorder.isChanging
                ? "; the change that was sent goes on, and its outcome comes here" : ""
            view.say(view.style.dim("interrupted\(rest)"))
            return
        }
        let place = failure.place?.file
        let source =
            if let place { await session.source(ofChunk: place) } else { Optional<[UInt8]>.none }
        var words = Failure(failure, source: source ?? [], file: source == nil ? "" : place ?? "")
        words.advice += await hints(on: failure, of: text)
        view.writeError(words.text(view.style, width: view.textWidth))
    }
}

extension String {
    /// Without white space at its ends.
    var trimmed: String {
        var text = self[...].drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}
