import LunetteBase
import LunetteRunbook
import LunetteSystem
import Testing

@Suite struct ManifestTests {
    private func manifest(_ source: String) throws -> Manifest? {
        try Manifest(source: Array(source.utf8))
    }

    @Test func `a manifest is read without running anything`() throws {
        let manifest = try #require(
            try manifest(
                """
                #!/usr/bin/env lunette
                -- a comment
                --[==[ a long
                one ]==]
                runbook {
                  name = "leave-group", summary = [[Takes instances
                out]],
                  allow = { "ecs:LeaveSecurityGroup", 'ecs:Describe*' }; regions = {},
                  parameters = {
                    group = { type = "string", required = true, pattern = "^sg%-" },
                    max_count = { type = "integer", default = -3 },
                    ["instance"] = { type = "list", summary = "Instances\\tto take out" },
                  },
                  time_limit = "10m", memory_limit = "64MiB", max_changes = 0x32,
                }
                error("never run")
                """))
        #expect(manifest.name == "leave-group")
        #expect(manifest.summary == "Takes instances\nout")
        #expect(manifest.allow == ["ecs:LeaveSecurityGroup", "ecs:Describe*"])
        #expect(manifest.parameters.map(\.name) == ["group", "max_count", "instance"])
        #expect(manifest.parameters.map(\.flag) == ["--group", "--max-count", "--instance"])
        #expect(manifest.parameters[1].defaultValue == .integer(-3))
        #expect(manifest.parameters[2].summary == "Instances\tto take out")
        #expect(manifest.timeLimit == .seconds(600))
        #expect(manifest.memoryLimit == 64 << 20)
        #expect(manifest.maxChanges == 50)
    }

    @Test(arguments: [
        "", "local x = 1", "print('x')", "runbook = 5", "-- runbook {}", "runbooks {}",
    ])
    func `a source without one has none`(source: String) throws {
        #expect(try manifest(source) == nil)
    }

    @Test(arguments: [
        ("runbook { name = os.time() }", 1, 18, "literal values"),
        ("runbook {\n  nmae = 'x' }", 2, 3, "did you mean 'name'?"),
        ("runbook { time_limit = '5' }", 1, 24, "a duration"),
        ("runbook { allow = 'x' }", 1, 19, "a list of strings"),
        ("runbook { name = 'a', name = 'b' }", 1, 23, "given twice"),
        ("runbook { name = 'a' .. 'b' }", 1, 22, "literal values"),
        ("runbook { parameters = { x = { type = 'strnig' } } }", 1, 39, "did you mean 'string'?"),
        ("runbook { max_changes = -1 }", 1, 25, "from 0"),
        ("runbook { name = 'x\n' }", 1, 18, "does not end"),
        ("runbook { name = '\\q' }", 1, 20, "escape"),
        ("runbook { 5 }", 1, 11, "named fields only"),
    ])
    func `a mistake is named with its place`(
        source: String, line: Int, column: Int, words: String
    ) throws {
        let error = try #require(throws: ManifestError.self) { try manifest(source) }
        #expect(error.place.line == line)
        #expect(error.place.column == column)
        #expect(error.message.contains(words), "\(error.message)")
    }
}

@Suite struct ArgumentBinderTests {
    private func bind(_ declarations: String, _ words: [String]) throws -> [String: ArgumentValue] {
        let source = "runbook { parameters = { \(declarations) } }"
        let manifest = try #require(try Manifest(source: Array(source.utf8)))
        return try ArgumentBinder(
            parameters: manifest.parameters, environment: Environment(["TOKEN": "s3cret"])
        ).bind(words)
    }

    @Test func `words become typed arguments`() throws {
        let bound = try bind(
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
        (["--group", "c"], "must be one of a, b"),
    ])
    func `a wrong word gets one clear message`(words: [String], expected: String) throws {
        let error = try #require(throws: ArgumentError.self) {
            try bind(
                """
                group = { required = true, choices = { 'a', 'b' } }, count = { type = 'integer' },
                all = { type = 'boolean' }, wait = { type = 'duration' }, id = { type = 'list' },
                token = { type = 'secret' }
                """, words)
        }
        #expect(error.message.contains(expected), "\(error.message)")
    }
}
