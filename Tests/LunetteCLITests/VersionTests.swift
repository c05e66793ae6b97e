import LunetteTesting
import Testing

/// `--version` is what a report of a fault begins with.
@Suite struct VersionTests {
    @Test func `it names the version, the commit and the catalogue's date`() async throws {
        let run = try await LunetteProcess.run(["--version"])
        let wanted =
            #/
            lunette\ \d+\.\d+\.\d+
            \ \(commit\ ([0-9a-f]{7,}(-dirty)?|unknown),
            \ catalogue\ 2014-05-26\ of\ \d{4}-\d{2}-\d{2}\)\n
            /#
        #expect(run.exitCode == 0)
        #expect(run.output.wholeMatch(of: wanted) != nil, "\(run.output)")
    }
}
