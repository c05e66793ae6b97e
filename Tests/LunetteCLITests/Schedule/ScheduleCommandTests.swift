@preconcurrency import Foundation
import LunetteBase
import LunetteTesting
import Testing

@Suite struct ScheduleCommandTests {
    private static let runbook = """
        runbook {
          name = "audit",
          parameters = { group = { type = "string", required = true }, instance = { type = "list" } },
        }
        return args.group

        """

    private func folder() throws -> ScheduleFolder {
        let folder = try ScheduleFolder()
        try folder.write("audit.lua", Self.runbook)
        return folder
    }

    @Test func `a job is added, shown, switched and taken out, and comments stay`() async throws {
        let folder = try folder()
        defer { folder.remove() }
        try folder.write("schedules.toml", "# Ours.\n")
        let added = try await folder.run(
            "add", "nightly", "audit.lua", "--cron", "30 2 * * *", "--zone", "Europe/Berlin",
            "--time-limit", "10m", "--emulator", "--group", "sg-\"1\"", "--instance", "i-1",
            "--instance=i-2")
        #expect(added.exitCode == 0, "\(added.errors)")
        #expect(added.output.contains("02:30:00 CE"))
        let text = try folder.read("schedules.toml")
        #expect(text.hasPrefix("# Ours.\n\n[jobs.nightly]\nrunbook = \"audit.lua\"\n"))
        #expect(text.contains(#"arguments = { group = "sg-\"1\"", instance = ["i-1", "i-2"] }"#))
        #expect(try await folder.run("check").output == "1 job, all well\n")

        #expect(try await folder.run("disable", "nightly").exitCode == 0)
        #expect(try await folder.run("list").output.contains("nightly  off"))
        #expect(try await folder.run("enable", "nightly").exitCode == 0)
        #expect(try await folder.run("list").output.contains("nightly  new"))
        #expect(try await folder.run("remove", "nightly").exitCode == 0)
        #expect(try folder.read("schedules.toml") == "# Ours.\n")
    }

    /// What is asked for, the exit code, and words of what is said.
    private static let mistakes: [(words: [String], code: Int32, said: String)] = [
        (["--cron", "99 * * * *", "--zone", "UTC", "--group", "g"], 64, "99 is out of range"),
        (["--cron", "@daily", "--zone", "Nowhere", "--group", "g"], 64, "no such zone"),
        (["--cron", "@daily", "--zone", "UTC"], 64, "--group is required"),
        (["--cron", "@daily", "--zone", "UTC", "--grup", "g"], 64, "did you mean --group?"),
        (["--cron", "@daily", "--group", "g"], 64, "--zone"),
    ]

    @Test(arguments: mistakes)
    func `a mistake is said, and nothing is written`(
        words: [String], code: Int32, said: String
    ) async throws {
        let folder = try folder()
        defer { folder.remove() }
        let result = try await LunetteProcess.run(
            ["schedule", "add", "a", "audit.lua", "--time-limit", "1m"] + words,
            folder: folder.path, environment: folder.environment)
        #expect(result.exitCode == code)
        #expect(result.errors.contains(said), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.schedule))
    }

    @Test func `what next shows is what the simulation then starts`() async throws {
        let folder = try folder()
        defer { folder.remove() }
        try folder.write(
            "schedules.toml",
            """
            [jobs.a]
            runbook = "audit.lua"
            cron = "30 2 * * *"
            zone = "Europe/Berlin"
            time_limit = "1m"
            jitter = "10m"
            arguments = { group = "g" }
            [jobs.b]
            runbook = "audit.lua"
            cron = "45 1 * * *"
            zone = "Australia/Lord_Howe"
            time_limit = "1m"
            arguments = { group = "g" }
            """)
        let next = try await folder.run("next", "--after", "2026-03-27", "--count", "12", "--json")
        let shown = try JSONValue(parsing: next.output).array?.compactMap { $0["start"]?.string }
        let simulated = try await folder.run(
            "simulate", "--from", "2026-03-27", "--to", "2026-04-10", "--json")
        let events = try simulated.output.split(separator: "\n")
            .map { try JSONValue(parsing: String($0)) }
        for job in ["a", "b"] {
            let starts = events.filter { $0["job"] == .string(job) && $0["event"] == "started" }
                .compactMap { $0["at"]?.string }.prefix(12)
            let wanted = try JSONValue(parsing: next.output).array?
                .filter { $0["job"] == .string(job) }.compactMap { $0["start"]?.string }
            #expect(Array(starts) == wanted)
        }
        #expect(shown?.count == 24)
    }

    @Test func `a mistake in the file is shown at its place`() async throws {
        let folder = try folder()
        defer { folder.remove() }
        try folder.write(
            "schedules.toml", "[jobs.a]\ncron = \"@dayly\"\nrunbook = \"a\"\nzone = \"UTC\"\n")
        let result = try await folder.run("list")
        #expect(result.exitCode == 78)
        #expect(result.errors.contains("schedules.toml:2:8"))
        #expect(result.errors.contains("did you mean @daily?"))
    }
}
