@preconcurrency import Foundation
import LunetteBase
import LunetteScheduler
import LunetteTesting
import Testing

@Suite struct ExportTests {
    private static let settings = ExportSettings(binary: "/usr/bin/env")

    private static func schedule() throws -> Schedule {
        let crons = [
            ("plain", "30 2 * * *"), ("workdays", "*/15 8-18 * * mon-fri"),
            ("either", "0 6 1,15 * sun"), ("seconds", "*/10 * * * * *"), ("last", "0 12 L * *"),
            ("last-friday", "0 12 * * 5L"), ("second-tuesday", "0 12 * jan,jul 2#2"),
            ("fifth", "0 0 * * 1#5"), ("both", "0 0 */2 * 1"), ("yearly", "@yearly"),
        ]
        return Schedule(
            path: "/srv/schedules.toml",
            jobs: try crons.map { name, cron in
                try job(name, cron, zone: "Europe/Berlin") {
                    $0.jitter = .seconds(90)
                    $0.arguments = ["--text=50% $HOME \"x\" 'y'"]
                }
            })
    }

    @Test func `systemd accepts the units`() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "lunette-units-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try Self.schedule().systemdUnits(Self.settings)
        #expect(files.count == 20)
        for file in files {
            let text = file.text.replacing("WorkingDirectory=/srv", with: "WorkingDirectory=/tmp")
            try text.write(to: folder.appending(path: file.name), atomically: true, encoding: .utf8)
        }
        let paths = files.map { folder.appending(path: $0.name).path }
        let verify = try await LunetteProcess.run(
            ["verify"] + paths, binary: "/usr/bin/systemd-analyze")
        #expect(verify.exitCode == 0)
        let ours = verify.errors.split(separator: "\n").filter { $0.contains("lunette-") }
        #expect(ours.isEmpty, "\(verify.errors)")
    }

    @Test(arguments: [
        "plain", "workdays", "either", "seconds", "last", "last-friday", "second-tuesday", "fifth",
        "both", "yearly",
    ])
    func `systemd's calendar comes to the same days as ours`(name: String) async throws {
        let schedule = try Self.schedule()
        let job = try #require(schedule[name])
        let moments = try job.calendar.systemdMoments(for: name)
        // No change of clocks lies ahead soon enough to matter: there the two differ on purpose.
        let start = time("2026-04-02T00:00Z")
        var wanted: [Timestamp] = []
        for moment in moments {
            let answer = try await LunetteProcess.run(
                ["calendar", "--iterations=4", "--base-time=2026-04-02 00:00:00 UTC", moment],
                binary: "/usr/bin/systemd-analyze", environment: ["TZ": "UTC"])
            #expect(answer.exitCode == 0, "\(answer.errors)")
            for line in answer.output.split(separator: "\n")
            where line.hasSuffix(" UTC") && !line.contains("Original") {
                let words = line.split(separator: " ")
                let found = "\(words[words.count - 3])T\(words[words.count - 2])Z"
                wanted.append(try #require(Timestamp(text: found), "\(line)"))
            }
        }
        let expected = Array(Set(wanted)).sorted().prefix(4)
        let ours = Array(
            job.calendar.moments(after: start, through: time("2060-01-01T00:00Z")).prefix(4))
        #expect(ours == Array(expected))
    }

    @Test func `crontab lines are what cron reads`() throws {
        var schedule = try Self.schedule()
        schedule.jobs = ["plain", "workdays", "either"].compactMap { schedule[$0] }
        let lines = try schedule.crontab(Self.settings).text.split(separator: "\n")
        #expect(lines.count { $0 == "CRON_TZ=Europe/Berlin" } == 3)
        let commands = lines.filter { $0.first?.isNumber == true }
        #expect(commands.count == 3)
        #expect(commands[1].hasPrefix("0,15,30,45 8-18 * * 1-5 sleep "))
        #expect(commands[2].hasPrefix("0 6 1,15 * 0 "))
        #expect(commands[0].contains(#"'--text=50\% $HOME "x" '\''y'\'''"#), "\(commands[0])")
    }

    @Test(arguments: ["seconds", "last", "last-friday", "second-tuesday", "both"])
    func `what cron has no form for is refused`(name: String) throws {
        let all = try Self.schedule()
        let schedule = Schedule(path: all.path, jobs: [try #require(all[name])])
        #expect(throws: ExportError.self) { try schedule.crontab(Self.settings) }
        #expect(throws: ExportError.self) { try schedule.cronJobs(Self.settings) }
    }

    @Test func `manifests have the fields of batch-v1 with the right types`() async throws {
        var schedule = try Self.schedule()
        schedule.jobs = ["plain", "either"].compactMap { schedule[$0] }
        let files = try schedule.cronJobs(Self.settings)
        #expect(files.map(\.name) == ["lunette-plain.yaml", "lunette-either.yaml"])
        let check = """
            import sys, yaml, re
            m = yaml.safe_load(sys.stdin.read())
            assert set(m) == {"apiVersion", "kind", "metadata", "spec"}
            assert (m["apiVersion"], m["kind"]) == ("batch/v1", "CronJob")
            assert re.fullmatch("[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?", m["metadata"]["name"])
            known = {"schedule": str, "timeZone": str, "concurrencyPolicy": str,
                     "startingDeadlineSeconds": int, "successfulJobsHistoryLimit": int,
                     "failedJobsHistoryLimit": int, "jobTemplate": dict}
            assert all(type(v) is known[k] for k, v in m["spec"].items())
            assert m["spec"]["concurrencyPolicy"] in ("Allow", "Forbid", "Replace")
            job = m["spec"]["jobTemplate"]["spec"]
            assert type(job["activeDeadlineSeconds"]) is int and job["backoffLimit"] == 0
            pod = job["template"]["spec"]
            assert pod["restartPolicy"] in ("Never", "OnFailure")
            [c] = pod["containers"]
            assert set(c) == {"name", "image", "workingDir", "command", "envFrom"}
            assert all(type(w) is str for w in c["command"])
            print(c["command"][-1])
            """
        for file in files {
            let result = try await LunetteProcess.run(
                ["-c", check], binary: "/usr/bin/python3", input: file.text)
            #expect(result.exitCode == 0, "\(result.errors)")
            #expect(result.output == "--text=50% $HOME \"x\" 'y'\n")
        }
    }
}
