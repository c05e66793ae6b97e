import LunetteBase
import LunetteRunbook
import LunetteTerminal

/// Where a session works, and how far it lets changes through.
extension Repl {
    func region(_ id: String) async throws {
        guard !id.isEmpty else {
            view.write(printable(target.regionID) + "\n")
            return
        }
        let known = ReplRegions.all
        if !known.contains(id), let close = suggestion(for: id, among: known) {
            throw Failure(
                .usage, "there is no region '\(id)'", advice: ["did you mean \(close)?"])
        }
        options.region = id
        try await rebind()
    }

    func profile(_ name: String) async throws {
        guard !name.isEmpty else {
            view.write(printable(options.profile ?? "the default profile") + "\n")
            return
        }
        guard !connection.isInProcess else {
            throw Failure(
                .usage, "the emulator has one account, and no profiles",
                advice: ["lunette repl --profile \(name) opens a session on an account"])
        }
        var chosen = options
        chosen.profile = name
        // A name that leads nowhere leaves the session where it is.
        try await connection.target(chosen, environment: .process, over: inForce)
            .checkCredentials(advice: "the session stays where it was; lunette doctor says more")
        options = chosen
        target = connection.target(options, environment: .process, over: inForce)
        mode = Self.firstMode(target, limits)
        modeNumber += 1
        // Another account's changes are another run's.
        earlierRecorders = []
        recorder = try newRecorder()
        try await rebind()
        nameAccount()
    }

    private func newRecorder() throws -> RunRecorder {
        try RunRecording(
            session: target.profile, on: connection, JournalAccess(environment: .process)
        ).recorder
    }

    /// A recorder that could not write once writes nothing more: another one may be able to, once
    /// somebody has made room.
    func renewRecorder() async {
        guard await recorder.failure != nil, let new = try? newRecorder() else { return }
        earlierRecorders.append(recorder)
        recorder = new
        try? await rebind()
    }

    /// Has the prompt say whose account it is, once STS has told.
    func nameAccount() {
        naming?.cancel()
        accountName = Self.provisionalName(target)
        guard target.isRealAccount else { return }
        let asked = target
        naming = Task {
            let account = try? await asked.account(
                on: connection.loop, through: connection.transport)
            guard let account, !Task.isCancelled else { return }
            accountName = printable(account.name)
            showPrompt()
        }
    }

    /// Until then: the profile's name, or that it is an account.
    static func provisionalName(_ target: CloudTarget) -> String {
        printable(target.profile ?? "account")
    }

    /// Has changes predicted, or sent again.
    func plan(_ text: String) async throws {
        switch text {
        case "on", "off": isPlanning = text == "on"
        case "": isPlanning.toggle()
        default: throw Failure(.usage, ":plan takes on or off")
        }
        await session.plan(isPlanning)
        let word = isPlanning ? "predicted, and none is sent" : "sent again"
        view.say(view.style.dim("changes are \(word)"))
    }

    private func rebind() async throws {
        target = connection.target(options, environment: .process, over: inForce)
        try await session.rebind(to: binding)
    }

    private var binding: ReplSession.Binding {
        var settings = limits
        settings.mode = mode.sessionMode
        settings.isDryRun = isPlanning
        return ReplSession.Binding(target: target, settings: settings, recorder: recorder)
    }

    /// Lets changes through for a while.
    func live(_ text: String) async throws {
        guard Self.isGuarded(target, limits) else {
            view.say("this is the emulator: changes go through anyway")
            return
        }
        if text == "off" {
            modeNumber += 1
            await change(to: Self.firstMode(target, limits))
            return
        }
        guard let duration = Duration(text: text.isEmpty ? "15m" : text), duration > .zero,
            duration <= .seconds(8 * 3600)
        else {
            throw Failure(.usage, ":live takes a time of at most 8h, such as 15m, or off")
        }
        try await agree()
        modeNumber += 1
        await change(to: .live(until: now + duration))
        view.say(
            view.style.red("LIVE") + ": changes are made for real for \(duration.text); "
                + ":live off ends it")
        let number = modeNumber
        Task {
            try? await connection.loop.sleep(for: duration)
            await self.endLive(number)
        }
    }

    /// A production profile wants its account named, as `lunette run` does: typed, or beforehand
    /// with `--account`.
    private func agree() async throws {
        guard Self.isProduction(target, limits) || limits.expectedAccount != nil else { return }
        let account: CloudAccount
        do {
            account = try await target.account(on: connection.loop, through: connection.transport)
        } catch {
            throw Failure(error.exitReason, error.line, advice: [error.explanation])
        }
        if let expected = limits.expectedAccount {
            guard let mismatch = account.mismatch(with: expected) else { return }
            throw Failure(
                .blocked, mismatch, advice: [":profile goes to the profile of the right account"])
        }
        view.say("The account is \(printable(account.text)).")
        let question = AccountQuestion(name: account.name)
        guard question.isAnswered(by: await view.answer(to: question.text)) else {
            throw Failure(
                .blocked, "the account's name was not typed: this session does not change anything",
                advice: ["without somebody at a terminal, --account NAME says which one is meant"])
        }
    }

    private var now: Timestamp { connection.loop.clock.now() }

    private func change(to mode: ReplMode) async {
        self.mode = mode
        await session.change(to: mode.sessionMode)
        showPrompt()
    }

    private func endLive(_ number: Int) async {
        guard number == modeNumber, case .live = mode else { return }
        modeNumber += 1
        await change(to: Self.firstMode(target, limits))
        view.say(view.style.yellow("LIVE has ended") + ": this session only reads again")
    }

    /// The timer counts no time that the machine slept.
    func endLiveIfOver() async {
        if case .live(let until) = mode, now >= until { await endLive(modeNumber) }
    }
}

extension CloudTarget {
    /// Better at the door than at the first call.
    func checkCredentials(advice: String) async throws {
        do {
            _ = try await credentials.credentials()
        } catch {
            throw Failure(
                .configuration, "there are \(error)", advice: [advice])
        }
    }
}
