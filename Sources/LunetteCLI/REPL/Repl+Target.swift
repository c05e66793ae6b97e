import LunetteBase
import LunetteRunbook

/// Where a session works, and how far it lets changes through.
extension Repl {
    func region(_ id: String) async throws {
        guard !id.isEmpty else {
            view.write(target.regionID + "\n")
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
            view.write((options.profile ?? "the default profile") + "\n")
            return
        }
        guard target.isRealAccount else {
            throw Failure(
                .usage, "the emulator has one account, and no profiles",
                advice: ["lunette repl --profile \(name) opens a session on an account"])
        }
        options.profile = name
        mode = Self.firstMode(target, limits)
        modeNumber += 1
        // Another account's changes are another run's.
        recorder = try RunRecording(
            session: name, on: connection, JournalAccess(environment: .process)
        ).recorder
        try await rebind()
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
        view.write(view.style.dim("changes are \(word)") + "\n")
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
        guard target.isRealAccount else {
            view.write("this is the emulator: changes go through anyway\n")
            return
        }
        modeNumber += 1
        if text == "off" {
            await change(to: Self.firstMode(target, limits))
            return
        }
        guard let duration = Duration(text: text.isEmpty ? "15m" : text), duration > .zero,
            duration <= .seconds(8 * 3600)
        else {
            throw Failure(.usage, ":live takes a time of at most 8h, such as 15m, or off")
        }
        await change(to: .live(until: now + duration))
        view.write(
            view.style.red("LIVE") + ": changes are made for real for \(duration.text); "
                + ":live off ends it\n")
        let number = modeNumber
        Task {
            try? await connection.loop.sleep(for: duration)
            await self.endLive(number)
        }
    }

    private var now: Timestamp { connection.loop.clock.now() }

    private func change(to mode: ReplMode) async {
        self.mode = mode
        await session.change(to: mode.sessionMode)
        view.replacePrompt(prompt)
    }

    private func endLive(_ number: Int) async {
        guard number == modeNumber, case .live = mode else { return }
        modeNumber += 1
        await change(to: Self.firstMode(target, limits))
        view.write(view.style.yellow("LIVE has ended") + ": this session only reads again\n")
    }

    /// The timer counts no time that the machine slept.
    func endLiveIfOver() async {
        if case .live(let until) = mode, now >= until { await endLive(modeNumber) }
    }
}
