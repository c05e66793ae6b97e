import ArgumentParser
import LunetteBase
import LunetteRunbook
import LunetteScheduler
import LunetteSettings
import LunetteZones

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `lunette schedule add NAME RUNBOOK`.
struct ScheduleAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Adds a job to the file.",
        discussion: """
            Example: lunette schedule add nightly audit.lua --cron '30 2 * * *' \\
              --zone Europe/Berlin --time-limit 10m --group sg-web
            """)

    @Argument(help: "The job's name: letters, digits, '-' and '_'.") var name: String
    @Argument(help: "The runbook.") var runbook: String

    @Option(help: "When: five or six cron fields, or @daily and its like.") var cron: String
    @Option(help: "The time zone, such as Europe/Berlin or UTC.") var zone: String
    @Option(help: "The longest that a run may take.") var timeLimit: Duration
    @Option(help: "Start up to this much later, always by the same amount.") var jitter: Duration?
    @Option(help: "How late a missed run is still made up for (default 1h).")
    var catchUp: Duration?
    @Option(help: "Failures in a row until it is disabled (default 5; 0: never).")
    var maxFailures: Int?
    @Option(help: ArgumentHelp("Tell this address of starts and ends.", valueName: "url"))
    var heartbeat: String?
    @Option(help: ArgumentHelp("Pass on these variables; globs, repeatable.", valueName: "name"))
    var environment: [String] = []
    @Flag(help: "Run on an emulator of its own.") var emulator = false
    @Option(help: ArgumentHelp("The emulator's world.", valueName: "file")) var world: String?
    @Option(help: "The credentials profile to use.") var profile: String?
    @Option(help: "The region.") var region: String?
    @Option(help: ArgumentHelp("Send every call to this address.", valueName: "url"))
    var endpoint: String?
    @Option(help: ArgumentHelp("Grant an operation; repeatable.", valueName: "operation"))
    var allow: [String] = []
    @Option(help: "The most targets a run may change.") var maxChanges: Int?
    @Flag(help: "Add it switched off.") var disabled = false
    @OptionGroup(title: "Where") var file: ScheduleFileOptions

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("The runbook's own flags.", valueName: "runbook-flags"))
    var words: [String] = []

    func run() async throws {
        guard Job.isName(name) else {
            throw Failure(.usage, "a job's name has letters, digits, '-' and '_', and at most 64")
        }
        let access = ScheduleAccess(file)
        let folder = Schedule(path: access.path, jobs: []).folder
        let body = try body(folder)
        var edit: ScheduleEdit
        do {
            edit = try ScheduleEdit(path: access.path, source: try access.source(orEmpty: true))
            try edit.add(name, body: body)
        } catch let refusal as ScheduleEdit.Refusal {
            throw Failure(refusal, file: access.path)
        }
        let job = try added(edit, access.path)
        try await job.check(in: folder)
        try access.write(edit)
        let next = job.calendar.next(after: SystemClock().now())
        let words = next.map { "first due \(job.calendar.zone.text(of: $0))" }
        Console.writeOut(
            printable("added \(name) to \(access.path)\(words.map { "; \($0)" } ?? "")") + "\n")
    }

    /// The job as it will be read.
    private func added(_ edit: ScheduleEdit, _ path: String) throws -> Job {
        do {
            let schedule = try ScheduleFile(zones: ZoneFolder())
                .schedule(path: path, source: Array(edit.text.utf8))
            if let job = schedule[name] { return job }
            throw Failure(.usage, "the job would not be read back")
        } catch let error as TOMLError {
            throw Failure(.usage, error.message)
        }
    }

    // MARK: The table

    private func body(_ folder: String) throws -> [String] {
        var lines = [
            "runbook = \(quoted(relative(runbook, to: folder)))", "cron = \(quoted(cron))",
            "zone = \(quoted(zone))", "time_limit = \(quoted(timeLimit.exactText))",
        ]
        func add(_ key: String, _ value: String?) {
            if let value { lines.append("\(key) = \(value)") }
        }
        add("enabled", disabled ? "false" : nil)
        add("jitter", jitter.map { quoted($0.exactText) })
        add("catch_up", catchUp.map { quoted($0.exactText) })
        add("max_failures", maxFailures.map { String($0) })
        add("heartbeat", heartbeat.map(quoted))
        add("environment", list(environment))
        add("emulator", emulator ? "true" : nil)
        add("world", world.map { quoted(relative($0, to: folder)) })
        add("profile", profile.map(quoted))
        add("region", region.map(quoted))
        add("endpoint", endpoint.map(quoted))
        add("allow", list(allow))
        add("max_changes", maxChanges.map { String($0) })
        let arguments = try arguments()
        if !arguments.isEmpty {
            lines.append("arguments = { \(arguments.joined(separator: ", ")) }")
        }
        return lines
    }

    /// The runbook's flags as fields of a table, as its manifest declares them.
    private func arguments() throws -> [String] {
        let script = try makeScript(file: runbook, source: try readSource(runbook))
        let pairs: [NamedValue]
        do {
            pairs = try ArgumentBinder(
                parameters: script.manifest.parameters, environment: .process
            ).pairs(in: words.first == "--" ? Array(words.dropFirst()) : words)
        } catch {
            throw Failure(
                .usage, error.message,
                advice: ["lunette run \(runbook) --help lists the runbook's parameters"])
        }
        var names: [String] = []
        for pair in pairs where !names.contains(pair.name) { names.append(pair.name) }
        return names.map { name in
            let values = pairs.filter { $0.name == name }.map(\.value)
            return "\(name) = \(values.count == 1 ? quoted(values[0]) : list(values) ?? "[]")"
        }
    }

    private func list(_ texts: [String]) -> String? {
        texts.isEmpty ? nil : "[\(texts.map(quoted).joined(separator: ", "))]"
    }

    /// JSON's form of a string is one of TOML's.
    private func quoted(_ text: String) -> String { JSONValue.string(text).text }

    private func relative(_ path: String, to folder: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        let full = String(cString: resolved)
        return full.hasPrefix(folder + "/") ? String(full.dropFirst(folder.utf8.count + 1)) : full
    }
}
