import Foundation
import LunetteTesting
import Testing

@Suite struct InitCommandTests {
    @Test func `what init writes is right, and its tests pass`() async throws {
        let folder = NSTemporaryDirectory() + "lunette-init-\(UUID().uuidString)"
        let made = try await LunetteProcess.run(["init", folder, "--name", "leave"])
        #expect(made.exitCode == 0, "\(made.errors)")
        let check = try await LunetteProcess.run(
            ["check", "leave.lua", "leave_test.lua"], folder: folder)
        #expect(check.output.hasSuffix("nothing found\n"), "\(check.output)")
        let test = try await LunetteProcess.run(["test", "."], folder: folder)
        #expect(test.output == "2 passed, 0 failed\n")
        let again = try await LunetteProcess.run(["init", folder, "--name", "leave"])
        #expect(again.exitCode == 64)
        try FileManager.default.removeItem(atPath: folder)
    }
}
