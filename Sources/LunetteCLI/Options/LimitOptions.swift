import ArgumentParser
import LunetteBase

/// The limits of one run.
struct LimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The longest that it may take, such as 90s, 10m or 2h (default 1h).",
            valueName: "duration"))
    var timeLimit: Duration?

    @Option(
        help: ArgumentHelp(
            "The most processor time, such as 30s or 5m (default 60s).", valueName: "duration"))
    var cpuLimit: Duration?

    @Option(
        help: ArgumentHelp(
            "The most memory for Lua, such as 64MiB or 1GiB (default 256MiB).", valueName: "size"))
    var memoryLimit: ByteCount?

    @Option(
        help: ArgumentHelp("The most targets it may change: a whole number.", valueName: "count"))
    var maxChanges: Int?

    @Option(
        help: ArgumentHelp(
            "Grant an operation, such as ecs:LeaveSecurityGroup; globs, repeatable.",
            valueName: "operation"))
    var allow: [String] = []

    @Flag(help: "Send reads only, and show what the run would change.")
    var dryRun = false

    init() {}

    /// Takes its own options.
    init(plain words: inout PlainWords) {
        timeLimit = words.take("--time-limit", Duration.init(argument:))
        cpuLimit = words.take("--cpu-limit", Duration.init(argument:))
        memoryLimit = words.take("--memory-limit", ByteCount.init(argument:))
        maxChanges = words.take("--max-changes", Int.init)
        allow = words.takeAll("--allow")
        dryRun = words.take(flag: "--dry-run")
        words.check(validate)
    }

    func validate() throws {
        if let maxChanges, maxChanges < 0 {
            throw ValidationError("--max-changes takes a number from 0")
        }
        for pattern in allow where !pattern.hasPrefix("ecs:") {
            throw ValidationError("--allow takes ecs:OPERATION, not '\(pattern)'")
        }
    }
}

extension Duration: @retroactive ExpressibleByArgument {
    /// Reads `90s`, `10m`.
    public init?(argument: String) {
        self.init(text: argument)
    }
}

extension ByteCount: ExpressibleByArgument {
    /// Reads `64MiB`.
    public init?(argument: String) {
        self.init(text: argument)
    }
}
