import ArgumentParser
import LunetteBase
import LunetteJournal
import LunetteScheduler

/// `lunette schedule simulate`.
struct ScheduleSimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Goes through a stretch of the calendar in no time.",
        discussion: """
            Nothing is run. Each run succeeds after a second, unless --run says otherwise:
            --run nightly=2 (exit code), --run nightly=0:90m (takes 90 minutes), --run nightly=hang
            """)

    @Option(help: ArgumentHelp("From here: 2026-03-01, 2026-03-01T06:00Z.", valueName: "time"))
    var from: Moment
    @Option(help: ArgumentHelp("To here.", valueName: "time")) var to: Moment
    @Option(help: ArgumentHelp("How a job's runs go; repeatable.", valueName: "job=how"))
    var run: [SimulatedRunChoice] = []
    @Option(help: ArgumentHelp("No daemon runs; repeatable.", valueName: "time..time"))
    var outage: [OutageChoice] = []
    @Option(
        help: ArgumentHelp(
            "The clock is set back, by so much; repeatable.", valueName: "time=duration"))
    var setBack: [SetBackChoice] = []
    @Option(help: "At most so many runs at once.") var maxRuns = 16
    @Flag(help: "Print JSON, one object a line.") var json = false
    @OptionGroup var file: ScheduleFileOptions

    func validate() throws {
        guard from.time < to.time else { throw ValidationError("--from must lie before --to") }
        guard maxRuns > 0 else { throw ValidationError("--max-runs takes a number from 1") }
    }

    func run() async throws {
        let access = ScheduleAccess(file)
        let schedule = try access.schedule()
        _ = try access.jobs(run.map(\.job))
        var simulation = Simulation(schedule, from: from.time, to: to.time)
        simulation.maximumRuns = maxRuns
        for choice in run { simulation.runs[choice.job] = choice.run }
        simulation.outages = outage.map(\.range)
        simulation.setBacks = setBack.map { ($0.at, $0.by) }
        for event in simulation.events() {
            Console.writeOut(json ? event.line : event.text(schedule))
        }
    }
}

extension Simulation.Event {
    /// One JSON object.
    fileprivate var line: String {
        var object = record.body
        object["at"] = .string(at.text)
        return JSONValue.object(object).text + "\n"
    }

    /// `2026-03-29 03:00:00 CEST  nightly  started for 02:30, r12`.
    fileprivate func text(_ schedule: Schedule) -> String {
        let zone = schedule[record.job]?.calendar.zone ?? .utc
        return printable("\(zone.text(of: at))  \(record.job)  \(record.words(in: zone))") + "\n"
    }
}

/// `--run JOB=EXIT[:DURATION]` or `JOB=hang`.
struct SimulatedRunChoice: ExpressibleByArgument, Sendable {
    let job: String
    let run: SimulatedRun

    init?(argument: String) {
        let pair = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard pair.count == 2 else { return nil }
        job = pair[0]
        if pair[1] == "hang" {
            run = SimulatedRun(duration: nil)
            return
        }
        let parts = pair[1].split(separator: ":").map(String.init)
        guard (1...2).contains(parts.count), let code = Int64(parts[0]), (0...255).contains(code)
        else { return nil }
        guard parts.count == 2 else {
            run = SimulatedRun(exitCode: code)
            return
        }
        guard let duration = Duration(text: parts[1]) else { return nil }
        run = SimulatedRun(exitCode: code, duration: duration)
    }
}

/// `--outage FROM..TO`.
struct OutageChoice: ExpressibleByArgument, Sendable {
    let range: Range<Timestamp>

    init?(argument: String) {
        guard let dots = argument.firstRange(of: ".."),
            let start = Moment(argument: String(argument[..<dots.lowerBound]))?.time,
            let end = Moment(argument: String(argument[dots.upperBound...]))?.time, start < end
        else { return nil }
        range = start..<end
    }
}

/// `--set-back TIME=DURATION`.
struct SetBackChoice: ExpressibleByArgument, Sendable {
    let at: Timestamp
    let by: Duration

    init?(argument: String) {
        let pair = argument.split(separator: "=").map(String.init)
        guard pair.count == 2, let at = Moment(argument: pair[0])?.time,
            let by = Duration(text: pair[1])
        else { return nil }
        self.at = at
        self.by = by
    }
}
