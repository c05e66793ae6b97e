import LunetteBase

/// A runbook with its arguments, when it runs, and what it may take.
public struct Job: Sendable, Hashable {
    public var name: String
    /// From the root.
    public var runbook: String
    /// The runbook's own flags.
    public var arguments: [String]
    /// Lunette's flags: where it runs, and what it may do.
    public var options: [String]
    public var calendar: CronCalendar
    /// The longest that a run may take.
    public var timeLimit: Duration
    public var isEnabled = true
    /// Runs start up to this much later than they are due, always by the same amount.
    public var jitter = Duration.zero
    /// How late the latest missed run may still be made up for.
    public var catchUp = Job.defaultCatchUp
    /// Failures in a row until it is disabled; nil: never.
    public var maxFailures: Int? = Job.defaultMaxFailures
    public var heartbeats = Heartbeats()
    /// Names of variables, as globs, that its runs get from the daemon's environment.
    public var environment = Job.defaultEnvironment

    public static let defaultCatchUp = Duration.seconds(3_600)
    public static let defaultMaxFailures = 5
    public static let defaultEnvironment = ["ALIBABA_CLOUD_*"]

    public init(
        name: String, runbook: String, arguments: [String] = [], options: [String] = [],
        calendar: CronCalendar, timeLimit: Duration
    ) {
        self.name = name
        self.runbook = runbook
        self.arguments = arguments
        self.options = options
        self.calendar = calendar
        self.timeLimit = timeLimit
    }

    /// How much later than due its runs start: the same for ever, spread evenly over the jobs.
    public var delay: Duration {
        guard jitter > .zero else { return .zero }
        let fraction = Double(Self.digest(of: name) >> 11) * 0x1p-53
        return .milliseconds(Int64(fraction * Double(jitter.nanoseconds / 1_000_000)))
    }

    /// FNV-1a, stirred: neighbouring names lie far apart.
    private static func digest(of text: String) -> UInt64 {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// The words of its command line behind `lunette`.
    public var command: [String] {
        ["run", runbook] + options + ["--time-limit", "\(timeLimit.exactText)"] + arguments
    }

    /// Letters, digits, `-` and `_`, at most 64: it names files, units and metrics.
    public static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && !text.hasPrefix("-")
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                }
            }
    }
}

extension Duration {
    /// In a form that `Duration(text:)` reads back whole: `90s`, `1500ms`.
    public var exactText: String {
        let milliseconds = nanoseconds / 1_000_000
        for (size, unit): (Int64, String) in [(3_600_000, "h"), (60_000, "m"), (1_000, "s")]
        where milliseconds > 0 && milliseconds % size == 0 {
            return "\(milliseconds / size)\(unit)"
        }
        return "\(milliseconds)ms"
    }
}
