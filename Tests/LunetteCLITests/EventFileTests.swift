import Foundation
import LunetteBase
import LunetteSystem
import LunetteTesting
import Testing

/// `--events FILE`: what happened, one JSON object a line.
@Suite struct EventFileTests {
    private let folder = NSTemporaryDirectory() + "lunette-events-\(UUID().uuidString)"

    private func run(_ code: String, events: String) async throws -> LunetteProcess {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return try await LunetteProcess.run(
            ["eval", code, "--emulator", "--allow", "ecs:*", "--events", events], folder: folder)
    }

    @Test func `every event is a line, from what was started to how it ended`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let code = """
            print 'hello'
            log.warn('mind', { gap = 1 })
            ecs.leave_security_group { security_group_id = 'sg-web', instance_id = 'i-running1' }
            report.finding { what = 'something' }
            report.item { target = 'i-1', status = 'failed' }
            """
        let result = try await run(code, events: "events.ndjson")
        #expect(result.exitCode == 5, "\(result.errors)")
        let text = String(decoding: try readFile("\(folder)/events.ndjson"), as: UTF8.self)
        let events = try text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        try #require(
            events.map { $0["event"]?.string } == [
                "started", "output", "log", "call", "call", "change", "finding", "item",
                "finished",
            ], "the journal's read, the change")
        #expect(events.allSatisfy { $0["at"]?.string?.hasSuffix("Z") == true })
        #expect(events[1]["text"] == "hello\n")
        #expect(events[5]["change"]?["operation"] == "LeaveSecurityGroup")
        #expect(events[8]["report"]?["exit_code"] == 5)
    }

    @Test func `a file that cannot be made stops the run before it starts`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let result = try await run("print 'hello'", events: "nowhere/events.ndjson")
        #expect(result.exitCode == 66)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("cannot write nowhere/events.ndjson: No such file"))
    }

    @Test func `a full disk is told, and what the run did stays`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let result = try await run("return 7", events: "/dev/full")
        #expect(result.exitCode == 74)
        #expect(result.output == "7\n")
        #expect(result.errors.contains("/dev/full: No space left on device"))
    }
}
