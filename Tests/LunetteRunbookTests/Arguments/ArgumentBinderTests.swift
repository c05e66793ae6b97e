import Foundation
import LunetteBase
import LunetteSystem
import Testing

@testable import LunetteRunbook

@Suite struct ArgumentBinderTests {
    private func bind(_ declarations: String, _ words: [String]) async throws -> [String:
        ArgumentValue]
    {
        let source = "runbook { parameters = { \(declarations) } }"
        let manifest = try #require(try Manifest(source: Array(source.utf8)))
        return try await ArgumentBinder(
            parameters: manifest.parameters, environment: Environment(["TOKEN": "s3cret"])
        ).bind(words)
    }

    @Test func `words become typed arguments`() async throws {
        let bound = try await bind(
            """
            group = { required = true }, count = { type = 'integer' }, all = { type = 'boolean' },
            id = { type = 'list' }, wait = { type = 'duration', default = '5m' },
            ratio = { type = 'number' }, token = { type = 'secret' }, rest = { type = 'list' },
            """,
            [
                "--group", "sg-1", "--count=-4", "--all", "--id", "a", "--id=b", "--ratio", "0.5",
                "--token", "env:TOKEN",
            ])
        #expect(
            bound == [
                "group": .string("sg-1"), "count": .integer(-4), "all": .boolean(true),
                "id": .list(["a", "b"]), "wait": .duration(.seconds(300)), "ratio": .number(0.5),
                "token": .secret("s3cret"), "rest": .list([]),
            ])
    }

    @Test(arguments: [
        (["--group"], "needs a value"), ([], "--group is required"),
        (["--gruop", "x"], "did you mean --group?"), (["stray"], "unexpected argument 'stray'"),
        (["--group", "a", "--group", "b"], "given twice"),
        (["--group", "a", "--count", "x"], "takes an integer, not 'x'"),
        (["--group", "a", "--all=maybe"], "true or false"),
        (["--group", "a", "--wait", "5"], "duration"),
        (["--group", "a", "--token", "s3cret"], "never taken from the command line"),
        (["--group", "a", "--token", "env:NO"], "NO is not set"),
        (["--group", "a", "--id", "@/no/such/file"], "cannot read /no/such/file"),
        (["--group", "a", "--token", "file:/no/such/file"], "cannot read /no/such/file"),
        (
            ["--group", "a", "--token", "cmd:false"],
            "the command false failed: it ended with code 1"
        ),
        (["--group", "a", "--token", "cmd:'x"], "never taken from the command line"),
        (["--group", "a", "--bytes", "/no/such/file"], "cannot read /no/such/file"),
        (["--group", "c"], "must be one of a, b"),
    ])
    func `a wrong word gets one clear message`(words: [String], expected: String) async throws {
        let error = try await #require(throws: ArgumentError.self) {
            try await bind(
                """
                group = { required = true, choices = { 'a', 'b' } }, count = { type = 'integer' },
                all = { type = 'boolean' }, wait = { type = 'duration' }, id = { type = 'list' },
                token = { type = 'secret' }, bytes = { type = 'file' }
                """, words)
        }
        #expect(error.message.contains(expected), "\(error.message)")
    }

    @Test func `a file is read as it is, a list from a file line by line`() async throws {
        let folder = NSTemporaryDirectory() + "lunette-binder-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let text = "# the web tier\ni-1\n\n  i-2\r\ni-3"
        try replaceFile("\(folder)/ids.txt", with: Array(text.utf8))
        let bound = try await bind(
            "bytes = { type = 'file' }, id = { type = 'list' }",
            ["--bytes", "\(folder)/ids.txt", "--id", "i-0", "--id", "@\(folder)/ids.txt"])
        #expect(bound["bytes"] == .file(Array(text.utf8)))
        #expect(bound["id"] == .list(["i-0", "i-1", "i-2", "i-3"]))
    }

    @Test(arguments: ["env:TOKEN", "file:FOLDER/token", "cmd:printf '%s\n' s3cret"])
    func `a secret comes from where nobody else looks, and hides`(source: String) async throws {
        let folder = NSTemporaryDirectory() + "lunette-binder-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try replaceFile("\(folder)/token", with: Array("s3cret\n".utf8))
        let bound = try await bind(
            "token = { type = 'secret' }",
            ["--token", source.replacing("FOLDER", with: folder)])
        #expect(bound["token"] == .secret("s3cret"))
        #expect(!"\(bound)".contains("s3cret"))
    }
}
