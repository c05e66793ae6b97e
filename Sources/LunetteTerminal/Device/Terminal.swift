import CLunetteSystem
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The one owner of a terminal: reads entries from it, and shows what others write without
/// destroying what is being typed.
///
/// A thread of its own reads the keys, so that Ctrl-C counts whatever else goes on; the screen
/// belongs to whoever holds the lock. A pipe wakes the thread for a new size, from any thread.
public final class Terminal: Sendable {
    /// How the reading of an entry ended.
    public enum Outcome: Sendable, Hashable {
        case entry(String)
        /// Ctrl-C: what was typed is dropped.
        case interrupted
        /// Ctrl-D on an empty entry, or the terminal is gone.
        case endOfInput
    }

    private struct State {
        var session: TerminalSession
        var device: TerminalDevice
        var reader: CheckedContinuation<Outcome, Never>?
        var pagerLeft: CheckedContinuation<Void, Never>?
        var isClosed = false
        var mustResize = false

        mutating func flush() {
            device.write(session.takeOutput())
        }

        mutating func takeReader() -> CheckedContinuation<Outcome, Never>? {
            defer { reader = nil }
            return reader
        }

        mutating func takePagerLeft() -> CheckedContinuation<Void, Never>? {
            defer { pagerLeft = nil }
            return pagerLeft
        }
    }

    private let services: TerminalServices
    private let state: Mutex<State>
    private let wakeEnds: (read: Int32, write: Int32)

    /// `input` and `output` are descriptors of a terminal; it is not touched before `start`.
    public init(
        input: Int32, output: Int32, isColored: Bool, history: EntryHistory = EntryHistory(),
        services: TerminalServices
    ) {
        self.services = services
        let device = TerminalDevice(input: input, output: output)
        state = Mutex(
            State(
                session: TerminalSession(
                    editor: LineEditor(language: services.language, history: history),
                    size: device.size, isColored: isColored),
                device: device))
        var ends: (Int32, Int32) = (-1, -1)
        let result = withUnsafeMutablePointer(to: &ends) {
            $0.withMemoryRebound(to: Int32.self, capacity: 2) { clunette_pipe($0) }
        }
        precondition(result == 0, "no descriptors left for the terminal's wake-up pipe")
        wakeEnds = (ends.0, ends.1)
    }

    deinit {
        close(wakeEnds.read)
        close(wakeEnds.write)
    }

    /// Takes the terminal over.
    public func start() {
        state.withLock { $0.device.makeRaw() }
        let context = Unmanaged.passRetained(self).toOpaque()
        let result = clunette_start_thread(
            1 << 20, { Unmanaged<Terminal>.fromOpaque($0).takeRetainedValue().run() }, context)
        precondition(result == 0, "no thread for the terminal")
    }

    /// Gives it back, as it was. Entries under way end.
    public func stop() {
        let (reader, pagerLeft) = state.withLock { state in
            state.isClosed = true
            state.session.close()
            state.flush()
            state.device.restore()
            return (state.takeReader(), state.takePagerLeft())
        }
        reader?.resume(returning: .endOfInput)
        pagerLeft?.resume()
        wake()
    }

    // MARK: Entries and output

    /// Reads an entry, one at a time, behind this prompt or the one that stands in front of all.
    /// `onceShown` is called when the prompt stands there.
    public func readEntry(_ prompt: Prompt? = nil, onceShown: () -> Void = {}) async -> Outcome {
        await withCheckedContinuation { continuation in
            let effects: [TerminalSession.Effect]? = state.withLock { state in
                guard !state.isClosed else { return nil }
                state.reader = continuation
                let effects = state.session.begin(prompt)
                state.session.refresh(services.hint)
                state.flush()
                return effects
            }
            guard let effects else {
                continuation.resume(returning: .endOfInput)
                return
            }
            onceShown()
            perform(effects)
        }
    }

    /// Writes text, above the entry that is being typed if there is one.
    public func write(_ text: String) {
        state.withLock { state in
            state.session.write(text)
            state.flush()
        }
    }

    /// Shows lines a screen at a time; returns when the reader has left them.
    public func page(_ lines: [String]) async {
        await withCheckedContinuation { continuation in
            let isClosed = state.withLock { state in
                guard !state.isClosed else { return true }
                state.pagerLeft = continuation
                state.session.page(lines)
                state.flush()
                return false
            }
            if isClosed { continuation.resume() }
        }
    }

    /// Puts another prompt in front of all entries, the one that is being typed too; a question
    /// stays as it is.
    public func replacePrompt(_ prompt: Prompt) {
        state.withLock { state in
            state.session.replacePrompt(prompt)
            state.session.refresh(services.hint)
            state.flush()
        }
    }

    /// Takes an entry into the history of this session.
    public func remember(_ entry: String) {
        state.withLock { $0.session.editor.history.append(entry) }
    }

    /// The entries of the history, the oldest first.
    public var history: [String] { state.withLock { $0.session.editor.history.entries } }

    public var size: TerminalSize { state.withLock { $0.session.size } }

    /// The terminal may have another size, or another program had it meanwhile (SIGWINCH,
    /// SIGCONT). From any thread.
    public func resized() {
        state.withLock { $0.mustResize = true }
        wake()
    }

    private func wake() {
        var byte: UInt8 = 1
        // A full pipe is a wake-up already under way.
        _ = clunette_write_all(wakeEnds.write, &byte, 1)
    }

    // MARK: The thread

    /// How long a lone ESC waits for the rest of its sequence, and a paste for its end.
    private static let escapeMilliseconds: Int32 = 40
    private static let pasteMilliseconds: Int32 = 2_000

    private func run() {
        var decoder = KeyDecoder()
        let device = state.withLock { $0.device }
        while !state.withLock({ $0.isClosed }) {
            let patience =
                decoder.isPasting
                ? Self.pasteMilliseconds : decoder.isUndecided ? Self.escapeMilliseconds : -1
            switch device.wait(wake: wakeEnds.read, milliseconds: patience) {
            case .input(let bytes): handle(decoder.keys(from: bytes), device)
            case .silence: handle(decoder.keysAfterSilence(), device)
            case .woken: resizeIfAsked(device)
            case .closed:
                stop()
                return
            }
        }
    }

    private func handle(_ keys: [Key], _ device: TerminalDevice) {
        let effects = state.withLock { state in
            let effects = state.session.handle(keys)
            // While more is coming, drawing would only hold it up.
            if !device.hasInput { state.session.refresh(services.hint) }
            state.flush()
            return effects
        }
        perform(effects)
    }

    private func resizeIfAsked(_ device: TerminalDevice) {
        state.withLock { state in
            guard state.mustResize, !state.isClosed else { return }
            state.mustResize = false
            state.device.makeRaw()
            state.session.resize(to: device.size)
            state.flush()
        }
    }

    // MARK: Effects

    private func perform(_ effects: [TerminalSession.Effect]) {
        for effect in effects {
            switch effect {
            case .judge(let text, let question):
                Task {
                    let verdict = await services.judge(text)
                    answer { $0.answer(verdict, to: question) }
                }
            case .complete(let text, let question):
                Task {
                    let completion = await services.complete(text)
                    answer { $0.answer(completion, to: question) }
                }
            case .finish(let outcome):
                state.withLock { $0.takeReader() }?.resume(returning: outcome)
            case .leavePager:
                state.withLock { $0.takePagerLeft() }?.resume()
            case .interrupt: services.interrupt()
            case .suspend: suspend()
            }
        }
    }

    private func answer(_ change: (inout TerminalSession) -> [TerminalSession.Effect]) {
        let effects = state.withLock { state in
            guard !state.isClosed else { return [TerminalSession.Effect]() }
            let effects = change(&state.session)
            state.session.refresh(services.hint)
            state.flush()
            return effects
        }
        perform(effects)
    }

    private func suspend() {
        let device = state.withLock { state in
            state.session.hide()
            state.flush()
            state.device.restore()
            return state.device
        }
        device.suspendProcess()
        resized()
    }
}
