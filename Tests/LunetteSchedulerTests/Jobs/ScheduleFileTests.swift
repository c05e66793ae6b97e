import LunetteBase
import LunetteScheduler
import LunetteSettings
import LunetteZones
import Testing

@Suite struct ScheduleFileTests {
    private static func schedule(_ text: String) throws -> Schedule {
        try ScheduleFile(zones: ZoneFolder()).schedule(
            path: "/srv/schedules.toml", source: Array(text.utf8))
    }

    private static let whole = """
        # What runs at night.
        [jobs.nightly-audit]
        runbook = "audit.lua"
        cron = "30 2 * * mon-fri"
        zone = "Asia/Shanghai"
        time_limit = "10m"
        enabled = false
        overlap = "skip"
        jitter = "5m"
        catch_up = "6h"
        max_failures = 0
        heartbeat = "https://hc-ping.com/1/"
        environment = ["ALIBABA_CLOUD_*", "SITE"]
        profile = "prod"
        region = "cn-beijing"
        allow = ["ecs:LeaveSecurityGroup"]
        max_changes = 5
        [jobs.nightly-audit.arguments]
        group = "sg-1"
        max_count = 3
        instance = ["i-1", "@ids.txt"]
        dry = true

        [jobs.small]
        runbook = "/opt/small.lua"
        cron = "@hourly"
        zone = "UTC"
        time_limit = "1m"
        heartbeat = { fail = "https://example.com/alarm?code={code}" }
        """

    @Test func `a job says all that its runs need`() throws {
        let schedule = try Self.schedule(Self.whole)
        #expect(schedule.jobs.map(\.name) == ["nightly-audit", "small"])
        let job = schedule.jobs[0]
        #expect(!job.isEnabled && job.jitter == .seconds(300) && job.catchUp == .seconds(21_600))
        #expect(job.maxFailures == nil)
        #expect(job.environment == ["ALIBABA_CLOUD_*", "SITE"])
        #expect(job.heartbeats.start == "https://hc-ping.com/1/start")
        #expect(job.heartbeats.success == "https://hc-ping.com/1")
        #expect(
            job.command == [
                "run", "/srv/audit.lua", "--profile", "prod", "--region", "cn-beijing", "--allow",
                "ecs:LeaveSecurityGroup", "--max-changes", "5", "--time-limit", "10m",
                "--group=sg-1", "--max-count=3", "--instance=i-1", "--instance=@ids.txt",
                "--dry=true",
            ])
        #expect(schedule.jobs[1].command == ["run", "/opt/small.lua", "--time-limit", "1m"])
        #expect(schedule.jobs[1].maxFailures == 5)
        #expect(schedule.jobs[1].heartbeats.success == nil)
    }

    /// A line of a job, what it is replaced by, the mistake's place, and words of what is said.
    private static let mistakes: [(String, String, String, String)] = [
        ("cron = \"@daily\"", "cron = \"0 25 * * *\"", "3:8", "column 3: 25 is out of range"),
        ("cron = \"@daily\"", "", "1:7", "cron is required"),
        ("zone = \"UTC\"", "zone = \"Mars/Base\"", "4:8", "no such zone"),
        ("zone = \"UTC\"", "zone = \"Europe/Berlim\"", "4:8", "did you mean Europe/Berlin?"),
        ("zone = \"UTC\"", "", "1:7", "zone is required"),
        ("time_limit = \"1m\"", "", "1:7", "time_limit is required"),
        ("time_limit = \"1m\"", "time_limit = 60", "5:14", "duration"),
        ("time_limit = \"1m\"", "time_limit = \"0s\"", "5:14", "more than nothing"),
        ("zone = \"UTC\"", "zone = \"UTC\"\noverlap = \"allow\"", "5:11", "only \"skip\""),
        ("zone = \"UTC\"", "zone = \"UTC\"\njiter = \"1m\"", "5:1", "did you mean 'jitter'?"),
        ("zone = \"UTC\"", "zone = \"UTC\"\nheartbeat = \"http://a.b/\"", "5:13", "https://"),
        ("zone = \"UTC\"", "zone = \"UTC\"\narguments = { a = { b = 1 } }", "5:19", "a takes"),
        ("[jobs.a]", "[jobs.\"a b\"]", "1:7", "letters, digits"),
        ("[jobs.a]", "[job.a]", "1:2", "did you mean 'jobs'?"),
    ]

    @Test(arguments: mistakes)
    func `a mistake is told with its place`(
        line: String, replacement: String, place: String, words: String
    ) throws {
        let text = """
            [jobs.a]
            runbook = "a.lua"
            cron = "@daily"
            zone = "UTC"
            time_limit = "1m"
            """
        let error = #expect(throws: TOMLError.self) {
            try Self.schedule(text.replacing(line, with: replacement))
        }
        #expect(error?.place == "/srv/schedules.toml:\(place)")
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        (Int64?(0), true, "https://h/1"), (3, false, "https://h/1/3"),
        (nil, false, "https://h/1/255"),
        (256, false, "https://h/1/255"),
    ])
    func `a heartbeat tells how it ended`(code: Int64?, succeeded: Bool, address: String) throws {
        let beats = Heartbeats(base: "https://h/1")
        #expect(beats.endAddress(exitCode: code, succeeded: succeeded) == address)
    }
}
