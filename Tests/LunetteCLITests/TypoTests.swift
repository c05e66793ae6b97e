import LunetteTesting
import Testing

/// What people mistype is understood, and nothing is done.
@Suite struct TypoTests {
    @Test(arguments: [
        (["chek", "leave.lua"], "lunette has no command 'chek'; did you mean check?"),
        (["scheduel", "list"], "did you mean schedule?"),
        (["leave.lua", "--emulator"], "lunette run leave.lua runs it"),
        (["gibberish"], "lunette --help lists the commands"),
        (["run", "scripts/runbooks/inventory.lua", "--dryrun"], "did you mean --dry-run?"),
        (["run", "scripts/runbooks/inventory.lua", "--emulatro"], "did you mean --emulator?"),
    ])
    func `a word that is none is answered with the one that was meant`(
        words: [String], answer: String
    ) async throws {
        let run = try await LunetteProcess.run(words)
        #expect(run.exitCode == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(answer), "\(run.errors)")
    }
}
