import Foundation
import LunetteEmulator
import LunetteTesting
import LunetteWorld
import Testing

/// A signal ends a run in order: nothing more is sent, and the exit code says which it was.
@Suite struct SignalTests {
    @Test(
        arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143)), (SIGHUP, Int32(143))]
            as [(
                Int32, Int32
            )])
    func `a signal ends a script that runs, waits or catches everything`(
        signal: Int32, exitCode: Int32
    ) async throws {
        for code in [
            "while true do pcall(function() while true do end end) end",
            "ecs.wait.instance_status { instance_id = 'i-starting', status = 'Running' }",
        ] {
            let result = try await LunetteProcess.run(
                ["eval", "print('started') \(code)", "--emulator"], signal: signal)
            #expect(result.exitCode == exitCode, "\(code): \(result.errors)")
            #expect(result.errors.contains("interrupted") || result.errors.contains("terminated"))
        }
    }

    @Test func `the emulator ends on a signal`() async throws {
        let result = try await LunetteProcess.run(["emulator"], signal: SIGTERM)
        #expect(result.exitCode == 143)
        #expect(result.output.hasPrefix("listening on http://127.0.0.1:"))
    }
}
