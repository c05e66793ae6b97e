import ArgumentParser
import LunetteBase
import LunetteJournal
import LunetteRunbook
import LunetteScheduler
import LunetteTerminal

/// `lunette schedule list`.
struct ScheduleListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Shows the jobs: when they are due, and how they last went.")

    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var file: ScheduleFileOptions

    func run() async throws {
        let schedule = try ScheduleAccess(file).schedule()
        let now = SystemClock().now()
        var state = ScheduleState(
            states: try await ScheduleAccess.states(), maximumRuns: .max, newRunID: { "" })
        _ = state.load(schedule, now: now)
        let entries = schedule.jobs.compactMap { state.entries[$0.name] }
        if json {
            Console.writeOut(JSONValue.array(entries.map(\.json)).printout)
            return
        }
        if entries.isEmpty {
            Console.writeOut("no jobs yet; lunette schedule add makes one\n")
            return
        }
        let rows = entries.map { entry in
            [
                entry.job.name, entry.condition.rawValue, entry.job.calendar.expression.text,
                entry.job.calendar.nextText(after: now, entry),
                entry.state.last.map { "\($0.outcome.rawValue), \((now - $0.endedAt).text) ago" }
                    ?? "–",
            ]
        }
        Console.writeOut(aligned([["JOB", "STATE", "CRON", "NEXT", "LAST"]] + rows))
    }
}

extension CronCalendar {
    fileprivate func nextText(after now: Timestamp, _ entry: ScheduleState.Entry) -> String {
        guard entry.isActive, let due = next(after: now) else { return "–" }
        return zone.text(of: due + entry.job.delay)
    }
}

/// `lunette schedule next`.
struct ScheduleNextCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next", abstract: "Shows when jobs run next.")

    @Argument(help: "The jobs (default: all).") var names: [String] = []
    @Option(help: "How many runs of each.") var count = 5
    @Option(help: ArgumentHelp("From this moment on (default: now).", valueName: "time"))
    var after: Moment?
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var file: ScheduleFileOptions

    func validate() throws {
        guard (1...10_000).contains(count) else {
            throw ValidationError("--count takes a number from 1 to 10000")
        }
    }

    func run() async throws {
        let start = after?.time ?? SystemClock().now()
        let jobs = try ScheduleAccess(file).jobs(names)
        var runs: [JSONValue] = []
        for job in jobs {
            var due = start
            for _ in 0..<(job.isEnabled ? count : 0) {
                guard let next = job.calendar.next(after: due) else { break }
                due = next
                runs.append([
                    "job": .string(job.name), "due": .string(due.text),
                    "start": .string((due + job.delay).text),
                    "local": .string(job.calendar.zone.text(of: due + job.delay)),
                ])
            }
        }
        if json {
            Console.writeOut(JSONValue.array(runs).printout)
            return
        }
        let rows = runs.map { run in
            ["job", "local", "start"].map { run[$0]?.string ?? "" }
        }
        Console.writeOut(aligned([["JOB", "RUNS AT", "UTC"]] + rows))
        for job in jobs where !job.isEnabled {
            Console.writeError("\(job.name) is switched off\n")
        }
    }
}

/// `lunette schedule check`.
struct ScheduleCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks the file, the runbooks and their arguments.")

    @OptionGroup var file: ScheduleFileOptions

    func run() async throws {
        let schedule = try ScheduleAccess(file).schedule()
        let style = Style(.auto, isTerminal: Console.errorIsTerminal, environment: .process)
        var worst: ExitReason?
        for job in schedule.jobs {
            do {
                try await job.check(in: schedule.folder)
            } catch let failure as Failure {
                worst = worst ?? failure.reason
                Console.writeError("\(job.name): \(failure.text(style))")
            }
        }
        if let worst { throw ExitCode(worst.exitCode) }
        Console.writeOut(
            "\(schedule.jobs.count) job\(schedule.jobs.count == 1 ? "" : "s"), all well\n")
    }
}

/// A moment on the command line: RFC 3339 in UTC, or a day.
struct Moment: ExpressibleByArgument, Sendable {
    let time: Timestamp

    init?(argument: String) {
        guard let time = Timestamp(text: argument) ?? Timestamp(text: "\(argument)T00:00Z") else {
            return nil
        }
        self.time = time
    }
}

/// Rows as columns, two spaces apart.
func aligned(_ rows: [[String]]) -> String {
    let rows = rows.map { $0.map(printable) }
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
        rows.map { column < $0.count ? $0[column].cellWidth : 0 }.max() ?? 0
    }
    return rows.map { row in
        let cells = row.enumerated().map { index, cell in
            index + 1 == row.count
                ? cell : cell.padded(toCells: widths[index])
        }
        return cells.joined(separator: "  ") + "\n"
    }.joined()
}
