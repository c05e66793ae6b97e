import LunetteBase
import LunetteSettings
import LunetteSystem
import LunetteZones

/// Reads `schedules.toml`: a table `[jobs.NAME]` for each job.
public struct ScheduleFile {
    private let zones: ZoneFolder

    public init(zones: ZoneFolder) {
        self.zones = zones
    }

    /// The schedule that a file's text describes; `path` is from the root.
    public func schedule(path: String, source: [UInt8]) throws(TOMLError) -> Schedule {
        let root = try TOMLDocument(path: path, source: source).section
        try root.allow(only: ["jobs"])
        var schedule = Schedule(path: path, jobs: [])
        for (name, section) in try root.namedSections("jobs") {
            guard Job.isName(name) else {
                throw TOMLError(
                    path: path, position: section.position,
                    message: "a job's name has letters, digits, '-' and '_', and at most 64")
            }
            schedule.jobs.append(try job(name, section, folder: schedule.folder))
        }
        return schedule
    }

    static let keys = [
        "runbook", "arguments", "cron", "zone", "time_limit", "enabled", "overlap", "jitter",
        "catch_up", "max_failures", "heartbeat", "environment", "emulator", "world", "profile",
        "region", "endpoint", "allow", "max_changes",
    ]

    private func job(_ name: String, _ section: TOMLSection, folder: String) throws(TOMLError)
        -> Job
    {
        try section.allow(only: Self.keys)
        let runbook = try required("runbook", section)
        var job = Job(
            name: name, runbook: absolute(runbook, in: folder), calendar: try calendar(section),
            timeLimit: try timeLimit(section))
        job.arguments = try arguments(section)
        job.options = try options(section, folder)
        job.isEnabled = try section.boolean("enabled") ?? true
        job.jitter = try section.duration("jitter") ?? job.jitter
        job.catchUp = try section.duration("catch_up") ?? job.catchUp
        if let most = try section.integer("max_failures", in: 0...1_000_000) {
            job.maxFailures = most == 0 ? nil : Int(most)
        }
        job.environment = try section.strings("environment") ?? job.environment
        job.heartbeats = try heartbeats(section)
        if let overlap = try section.string("overlap"), overlap != "skip" {
            throw section.error(
                at: "overlap", "only \"skip\" is known: a job never runs twice at once")
        }
        return job
    }

    private func required(_ key: String, _ section: TOMLSection) throws(TOMLError) -> String {
        if let text = try section.string(key), !text.isEmpty { return text }
        throw section.error(at: key, "\(key) is required")
    }

    private func timeLimit(_ section: TOMLSection) throws(TOMLError) -> Duration {
        guard let limit = try section.duration("time_limit") else {
            throw section.error(
                at: "time_limit",
                "time_limit is required, such as \"10m\": a run that hangs would stop all others")
        }
        guard limit > .zero else {
            throw section.error(at: "time_limit", "time_limit must be more than nothing")
        }
        return limit
    }

    private func calendar(_ section: TOMLSection) throws(TOMLError) -> CronCalendar {
        let text = try required("cron", section)
        let zoneName = try required("zone", section)
        let expression: CronExpression
        do {
            expression = try CronExpression(text)
        } catch {
            throw section.error(
                at: "cron", "cron \"\(text)\", column \(error.column): \(error.message)")
        }
        do {
            return CronCalendar(expression, in: try zones.zone(named: zoneName))
        } catch {
            throw section.error(at: "zone", "zone \"\(zoneName)\": \(error.reason)")
        }
    }

    // MARK: The command line

    /// `{ group = "sg-1", instance = ["i-1", "i-2"] }` as flags.
    private func arguments(_ section: TOMLSection) throws(TOMLError) -> [String] {
        guard let table = try section.section("arguments") else { return [] }
        var words: [String] = []
        for key in table.keys {
            guard let value = table.value(key) else { continue }
            let flag = "--" + key.replacing("_", with: "-")
            let values: [TOMLValue] =
                if case .list(let elements) = value { elements } else { [value] }
            for value in values {
                guard let text = value.argumentText else {
                    throw table.error(
                        at: key, "\(key) takes a string, a number, true or false, or a list")
                }
                words.append("\(flag)=\(text)")
            }
        }
        return words
    }

    private func options(_ section: TOMLSection, _ folder: String) throws(TOMLError) -> [String] {
        var words: [String] = []
        if try section.boolean("emulator") == true { words.append("--emulator") }
        if let world = try section.string("world") {
            words += ["--world", absolute(world, in: folder)]
        }
        for key in ["profile", "region", "endpoint"] {
            if let text = try section.string(key) { words += ["--\(key)", text] }
        }
        for operation in try section.strings("allow") ?? [] { words += ["--allow", operation] }
        if let most = try section.integer("max_changes", in: 0...Int64(Int32.max)) {
            words += ["--max-changes", String(most)]
        }
        return words
    }

    private func heartbeats(_ section: TOMLSection) throws(TOMLError) -> Heartbeats {
        guard let value = section.value("heartbeat") else { return Heartbeats() }
        if case .string(let base) = value {
            try check(base, section, "heartbeat")
            return Heartbeats(base: base)
        }
        guard let table = try section.section("heartbeat") else { return Heartbeats() }
        try table.allow(only: ["start", "success", "fail"])
        var heartbeats = Heartbeats()
        heartbeats.start = try table.string("start")
        heartbeats.success = try table.string("success")
        heartbeats.failure = try table.string("fail")
        for key in table.keys { try check(try table.string(key) ?? "", table, key) }
        return heartbeats
    }

    private func check(_ url: String, _ section: TOMLSection, _ key: String) throws(TOMLError) {
        let isSafe =
            url.hasPrefix("https://") || url.hasPrefix("http://127.0.0.1")
            || url.hasPrefix("http://localhost")
        guard isSafe else {
            throw section.error(at: key, "a heartbeat goes to an https:// address")
        }
    }

    private func absolute(_ path: String, in folder: String) -> String {
        path.hasPrefix("/") ? path : folder == "/" ? "/\(path)" : "\(folder)/\(path)"
    }
}

extension TOMLValue {
    /// As the command line would have it.
    fileprivate var argumentText: String? {
        switch self {
        case .string(let text): text
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .boolean(let value): String(value)
        case .moment(let text): text
        case .list, .table: nil
        }
    }
}
