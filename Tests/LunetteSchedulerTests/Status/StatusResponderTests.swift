@preconcurrency import Foundation
import LunetteBase
import LunetteHTTP
import LunetteJournal
import LunetteScheduler
import LunetteTesting
import Testing

@Suite struct StatusResponderTests {
    private static func status() throws -> ScheduleStatus {
        let start = time("2026-01-01T00:00:30Z")
        var state = ScheduleState(maximumRuns: .max, newRunID: { "r1" })
        let jobs = [
            try job("ok", "* * * * *"), try job("failing", "* * * * *"),
            try job("off", "@daily") { $0.isEnabled = false }, try job("new", "@yearly"),
            try job("running", "* * * * *"),
        ]
        _ = state.load(Schedule(path: "/srv/<schedules>.toml", jobs: jobs), now: start)
        let now = time("2026-01-01T00:01Z")
        _ = state.advance(to: now)
        _ = state.runEnded(
            job: "ok", outcome: .succeeded, exitCode: 0, at: now + .milliseconds(1_500))
        _ = state.runEnded(job: "failing", outcome: .failed, exitCode: 2, at: now)
        var status = ScheduleStatus(
            now: now, startedAt: start, path: "/srv/<schedules>.toml",
            jobs: Array(state.entries.values))
        status.reloadFailure = "s.toml:1:1: no"
        return status
    }

    private func get(_ path: String, host: String? = nil, method: String = "GET") async throws
        -> (status: Int, type: String, text: String)
    {
        let status = try Self.status()
        let server = try await HTTPServer.start(responder: StatusResponder { status })
        let process = try await LunetteProcess.run(
            [
                "-s", "-X", method, "-w", "\n%{http_code} %{content_type}",
                "http://127.0.0.1:\(server.port)\(path)",
            ] + (host.map { ["-H", "host: \($0)"] } ?? []), binary: "/usr/bin/curl")
        await server.stop()
        let lines = process.output.split(separator: "\n", omittingEmptySubsequences: false)
        let last = (lines.last ?? "").split(separator: " ", maxSplits: 1)
        return (
            Int(last.first ?? "") ?? 0, String(last.last ?? ""),
            lines.dropLast().joined(separator: "\n")
        )
    }

    @Test func `the page shows trouble first, and nothing of it is markup`() async throws {
        let page = try await get("/")
        #expect(page.status == 200 && page.type == "text/html; charset=utf-8")
        let names = ["failing", "running", "ok", "new", "off"]
        let places = names.compactMap { page.text.firstRange(of: "<b>\($0)</b>")?.lowerBound }
        #expect(places.count == 5 && places == places.sorted())
        #expect(page.text.contains("/srv/&lt;schedules&gt;.toml"))
        #expect(page.text.contains("s.toml:1:1: no"))
        #expect(page.text.contains("1 need a look"))
    }

    @Test func `metrics are OpenMetrics, each family whole and the end marked`() async throws {
        let metrics = try await get("/metrics")
        #expect(metrics.type.hasPrefix("application/openmetrics-text; version=1.0.0"))
        #expect(metrics.text.hasSuffix("# EOF\n"))
        #expect(
            metrics.text.contains("lunette_job_runs_total{job=\"ok\",outcome=\"succeeded\"} 1\n"))
        #expect(metrics.text.contains("lunette_job_last_duration_seconds{job=\"ok\"} 1.500\n"))
        #expect(metrics.text.contains("lunette_schedule_file_ok 0\n"))
        var family = ""
        for line in metrics.text.split(separator: "\n").dropLast() {
            let words = line.split(separator: " ")
            if words[0] == "#" {
                family = String(words[2])
            } else {
                #expect(line.hasPrefix(family), "\(line)")
                #expect(Double(words.last ?? "") != nil, "\(line)")
            }
        }
    }

    @Test func `the API tells programs the same`() async throws {
        let answer = try await get("/api")
        let json = try JSONValue(parsing: answer.text)
        let jobs = json["jobs"]?.array ?? []
        #expect(
            jobs.compactMap { $0["condition"]?.string } == [
                "failing", "running", "ok", "new", "off",
            ])
        #expect(jobs[0]["last"]?["exit_code"] == 2)
        #expect(jobs[1]["running"]?["run_id"] == "r1")
        #expect(json["reload_error"] == "s.toml:1:1: no")
    }

    @Test func `other paths, methods and names of hosts are refused`() async throws {
        #expect(try await get("/x").status == 404)
        #expect(try await get("/", method: "POST").status == 405)
        #expect(try await get("/", host: "evil.example").status == 403)
        #expect(try await get("/", host: "localhost:1").status == 200)
    }
}
