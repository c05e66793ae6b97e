import LunetteBase
import LunetteLoop
import LunetteLua

/// The global `sleep`: waits by the run's clock, and only the coroutine that calls it.
public enum SleepFunction {
    /// `sleep("10s")`, or a number of seconds.
    public static func function(on loop: ScriptLoop) -> HostFunction {
        HostFunction(
            "sleep",
            waiting: { arguments in
                guard let duration = Duration(arguments[1]) else {
                    throw arguments.misfit(
                        1, "duration", "seconds, or a text such as \"5m\", are expected")
                }
                try await loop.sleep(for: duration)
                return .none
            })
    }
}

extension Duration {
    /// What scripts give as one: seconds, or a text such as `"5m"`. Nil: it is none.
    init?(_ value: LuaValue) {
        if let text = value.string?.text {
            self.init(text: text)
            return
        }
        guard let seconds = value.number, seconds >= 0, seconds < 1e9 else { return nil }
        self = .milliseconds(Int64(seconds * 1_000))
    }
}
