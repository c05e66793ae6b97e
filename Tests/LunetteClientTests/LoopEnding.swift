import LunetteLoop

/// Ends a loop when nobody keeps this any more: else its thread, its pipe and its connections would
/// stay until the test process ends, and thousands of open files are more than Foundation's
/// `Process` can stand: it reads past the end of its list of them.
final class LoopEnding: Sendable {
    private let loop: ScriptLoop

    init(_ loop: ScriptLoop) {
        self.loop = loop
    }

    deinit {
        loop.stop()
    }
}
