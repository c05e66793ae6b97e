import LunetteBase
import LunetteRunbook
import Synchronization

/// How far the fleets of a run are, on standard error: on a terminal a bar that stays below
/// whatever else is written, elsewhere one line a while.
final class ProgressLine: Sendable {
    private struct State {
        /// What stands on the terminal's last line now.
        var shown: String?
        var lastLineAt: Duration?
    }

    private let state = Mutex(State())
    private let isTerminal: Bool
    private let style: Style
    private let clock: any RunClock

    /// Between two lines, where there is no terminal.
    private static let pause: Duration = .seconds(10)

    init(isTerminal: Bool, style: Style, clock: any RunClock) {
        self.isTerminal = isTerminal
        self.style = style
        self.clock = clock
    }

    func show(_ progress: FleetProgress) {
        state.withLock { state in
            guard isTerminal else {
                let now = clock.uptime()
                let last = state.lastLineAt ?? now - progress.elapsed
                guard progress.isOver ? state.lastLineAt != nil : now - last >= Self.pause else {
                    return
                }
                state.lastLineAt = progress.isOver ? nil : now
                return Console.writeError(Self.text(progress) + "\n")
            }
            let bar = progress.isOver ? nil : Self.unwrapped(Self.bar(progress, style))
            Console.writeError((state.shown == nil ? "" : Self.erasure) + (bar ?? ""))
            state.shown = bar
        }
    }

    /// Writes something else, and the bar again behind it.
    func around(_ write: () -> Void) {
        state.withLock { state in
            guard let bar = state.shown else { return write() }
            Console.writeError(Self.erasure)
            write()
            Console.writeError(bar)
        }
    }

    private static let erasure = "\r\u{1B}[2K"

    /// Text that a narrow terminal cuts off: what goes on in the next line could not be erased.
    private static func unwrapped(_ text: String) -> String {
        "\u{1B}[?7l\(text)\u{1B}[?7h"
    }

    /// `drain: 120 of 500 (24%), 3 failed, 12.5/s, 30s left`.
    static func text(_ progress: FleetProgress) -> String {
        let percent = Int(progress.fraction * 100)
        let parts = [
            "\(progress.done) of \(progress.total) (\(percent)%)",
            progress.failed == 0 ? nil : "\(progress.failed) failed",
            progress.rate.map { "\(text($0))/s" },
            progress.remaining.flatMap(timeLeft),
        ]
        return printable(progress.label) + ": "
            + parts.compactMap { $0 }.joined(separator: ", ")
    }

    static func bar(_ progress: FleetProgress, _ style: Style, width: Int = 24) -> String {
        let full = Int(progress.fraction * Double(width))
        let bar =
            style.green(String(repeating: "━", count: full))
            + style.dim(String(repeating: "─", count: width - full))
        return "\(bar) \(text(progress))"
    }

    /// In whole seconds; the last one is not worth telling.
    private static func timeLeft(_ time: Duration) -> String? {
        time < .seconds(1) ? nil : "\(Duration.seconds(time.components.seconds).text) left"
    }

    /// A rate with one digit behind the point.
    private static func text(_ rate: Double) -> String {
        let tenths = Int((rate * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
