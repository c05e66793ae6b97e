import LunetteTesting
import Testing

/// What becomes of a run whose output has nowhere to go.
@Suite struct OutputTests {
    private func shell(_ command: String) async throws -> LunetteProcess {
        try await LunetteProcess.run(["-c", command], binary: "/bin/sh")
    }

    @Test func `a full disk is named, and has its exit code`() async throws {
        let result = try await shell("'\(Checkout.binary)' eval 1 > /dev/full")
        #expect(result.exitCode == 74)
        #expect(result.errors.contains("No space left on device"))
    }

    @Test func `a reader that goes away is no failure`() async throws {
        let result = try await shell(
            "'\(Checkout.binary)' explain describe_instances | head -n 1; "
                + "'\(Checkout.binary)' emulator rules | true")
        #expect(result.exitCode == 0)
        #expect(result.output.hasPrefix("ecs.describe_instances"))
        #expect(result.errors == "")
    }

    @Test func `control characters of a script never reach a terminal as they are`() async throws {
        let result = try await LunetteProcess.run(["eval", "error('\\27[2J\\7')"])
        #expect(result.exitCode == 1)
        #expect(result.errors.contains("\\x1b[2J\\x07"))
        #expect(!result.errors.contains("\u{1B}"))
    }
}
