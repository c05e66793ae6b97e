import Foundation
import LunetteTesting
import Testing

/// A machine whose simdjson cannot be opened.
@Suite struct UnusableLibraryTests {
    private static let script = """
        runbook { allow = { "ecs:LeaveSecurityGroup" } }
        ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
        """

    /// Runs `lunette` where the library is an empty file.
    private static func run(_ arguments: [String], _ scene: JournalScene) async throws
        -> LunetteProcess
    {
        for name in ["libsimdjson.so.14", "libsimdjson.so"] {
            try Data().write(to: URL(filePath: "\(scene.folder.path)/\(name)"))
        }
        return try await scene.run(
            arguments, environment: ["LD_LIBRARY_PATH": scene.folder.path])
    }

    @Test(arguments: [
        ["run", "script.lua"], ["run", "script.lua", "--dry-run"],
        ["eval", "ecs.describe_instances {}"],
        ["eval", "ecs.stop_instance { instance_id = 'i-running1' }", "--allow", "ecs:*"],
    ])
    func `nothing is sent whose answer nobody could read`(arguments: [String]) async throws {
        let scene = try await JournalScene(Self.script)
        let run = try await Self.run(arguments, scene)
        #expect(run.exitCode == 69, "\(run.errors)")
        #expect(run.errors.contains("libsimdjson"), "\(run.errors)")
        #expect(run.errors.contains("Install simdjson"), "\(run.errors)")
        let sent = scene.emulator.calls().map(\.operation).filter { !$0.hasPrefix("Get") }
        #expect(sent.isEmpty, "\(sent)")
        await scene.emulator.stop()
    }

    @Test func `doctor names it, and says how to mend it`() async throws {
        let scene = try await JournalScene(Self.script)
        let doctor = try await Self.run(["doctor"], scene)
        #expect(doctor.exitCode == 78, "\(doctor.output)")
        #expect(doctor.output.contains("✗ libraries"), "\(doctor.output)")
        #expect(doctor.output.contains("install simdjson"), "\(doctor.output)")
        await scene.emulator.stop()
    }
}
