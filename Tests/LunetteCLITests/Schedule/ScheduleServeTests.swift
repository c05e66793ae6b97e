@preconcurrency import Foundation
import LunetteBase
import LunetteJournal
import LunetteScheduler
import LunetteSystem
import LunetteTesting
import LunetteZones
import Testing

/// The daemon over real runs against the emulator: a quarter of a minute, or two with `--long`.
@Suite struct ScheduleServeTests {
    private static let schedule = """
        [jobs.quick]
        runbook = "quick.lua"
        cron = "*/2 * * * * *"
        zone = "UTC"
        time_limit = "20s"
        emulator = true

        [jobs.long]
        runbook = "long.lua"
        cron = "* * * * * *"
        zone = "UTC"
        time_limit = "20s"
        emulator = true
        world = "world.json"
        max_failures = 0

        [jobs.slow]
        runbook = "slow.lua"
        cron = "*/5 * * * * *"
        zone = "UTC"
        time_limit = "1s"
        emulator = true
        max_failures = 0

        """

    private func folder() throws -> ScheduleFolder {
        let folder = try ScheduleFolder()
        try folder.write("schedules.toml", Self.schedule)
        try folder.write("quick.lua", "return #ecs.describe_zones {}.zones\n")
        try folder.write("long.lua", "return #ecs.describe_regions {}.regions\n")
        try folder.write("slow.lua", "while true do end\n")
        try folder.write(
            "world.json",
            #"{"faults": [{"operation": "DescribeRegions", "effect": "delay", "delay_ms": 2500}]}"#)
        return folder
    }

    @Test func `a daemon that is killed and started again loses no tick and runs none twice`()
        async throws
    {
        let folder = try folder()
        defer { folder.remove() }
        let span = Duration.seconds(TestLength.rounds(6, long: 50))
        let first = try await folder.serve()
        try await Task.sleep(for: span)
        let killedDaemon = await first.end(by: SIGKILL)
        #expect(killedDaemon == -SIGKILL)
        try await Task.sleep(for: .seconds(3))

        let second = try await folder.serve()
        try await Task.sleep(for: span / 2)
        let victim = try await killARun(of: "long", in: folder)
        try await Task.sleep(for: span / 2)
        #expect(await second.end(by: SIGTERM) == 0)

        let records = try await folder.records()
        try checkDueTimes(records)
        try checkRuns(records, victim: victim)
    }

    /// Kills the job's run from outside; its id.
    private func killARun(of job: String, in folder: ScheduleFolder) async throws -> String {
        for _ in 0..<100 {
            let path = "\(folder.path)/state/schedule/\(job).lock"
            let words = (FileLock.facts(at: path) ?? "").split(separator: " ")
            if FileLock.isHeld(at: path), words.count == 2, let process = Int32(words[1]) {
                kill(process, SIGKILL)
                return String(words[0])
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("no run of \(job) to kill")
        return ""
    }

    /// From the first sight of a job to its last record, each due time is accounted for once.
    private func checkDueTimes(_ records: [TickRecord]) throws {
        let schedule = try ScheduleFile(zones: ZoneFolder())
            .schedule(path: "/s", source: Array(Self.schedule.utf8))
        for job in schedule.jobs {
            let own = records.filter { $0.job == job.name }
            let seen = try #require(own.first { $0.event == .enabled }?.due)
            let accounted = own.flatMap { record -> [Timestamp] in
                switch record.event {
                case .started, .skipped: return [record.due]
                case .missed:
                    return Array(
                        job.calendar.moments(
                            after: record.due - .seconds(1), through: record.through))
                default: return []
                }
            }
            let last = try #require(accounted.last)
            #expect(
                accounted == Array(job.calendar.moments(after: seen, through: last)),
                "\(job.name)")
        }
    }

    private func checkRuns(_ records: [TickRecord], victim: String) throws {
        let started = records.filter { $0.event == .started }.compactMap(\.runID)
        let ended = records.filter { $0.event == .ended }
        #expect(Set(started).count == started.count)
        #expect(started.sorted() == ended.compactMap(\.runID).sorted())
        #expect(ended.first { $0.runID == victim }?.outcome == .killed)
        let slow = ended.filter { $0.job == "slow" && $0.outcome != .lost }
        // One that outlived its daemon tells the next one by its own entry in the journal.
        #expect(slow.allSatisfy { $0.exitCode == 8 || $0.reason == "limit" }, "\(slow)")
        #expect(ended.contains { $0.job == "quick" && $0.outcome == .succeeded })
        // Whatever was skipped names a run that was under way.
        #expect(records.contains { $0.event == .missed })
        let holders = records.filter { $0.event == .skipped }.compactMap(\.runID)
        #expect(!holders.isEmpty && Set(holders).isSubset(of: started))
    }

    @Test func `one daemon runs for each state, takes a new file by SIGHUP, and ends with 0`()
        async throws
    {
        let folder = try folder()
        defer { folder.remove() }
        try folder.write("schedules.toml", "")
        let daemon = try await folder.serve()
        let other = try await folder.run("serve", "--port", "0")
        #expect(other.exitCode == 75)
        #expect(other.errors.contains("another daemon (process \(daemon.processID))"))
        let added = try await folder.run(
            "add", "quick", "quick.lua", "--cron", "* * * * * *", "--zone", "UTC", "--time-limit",
            "20s", "--emulator")
        #expect(added.exitCode == 0, "\(added.errors)")
        try await Task.sleep(for: .seconds(3))
        #expect(await daemon.end(by: SIGTERM) == 0)
        let succeeded = try await folder.records().filter { $0.outcome == .succeeded }
        #expect(!succeeded.isEmpty)
    }
}
