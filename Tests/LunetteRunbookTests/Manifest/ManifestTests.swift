import LunetteBase
import LunetteRunbook
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
        ("runbook { allow = 'ecs:X' }", 1, 19, "write allow = { \"ecs:X\" }"),
        ("runbook { parameters = { x = 'string' } }", 1, 30, "write x = { type = \"string\" }"),
        ("runbook { parameters = { x = { type = 'array' } } }", 1, 39, "did you mean 'list'?"),
        ("runbook { whatever = 1 }", 1, 11, "it may have name, summary, allow"),
    ])
    func `a mistake is named with its place`(
        source: String, line: Int, column: Int, words: String
    ) throws {
        let error = try #require(throws: ManifestError.self) { try manifest(source) }
        #expect(error.place.line == line)
        #expect(error.place.column == column)
        let said = "\(error.message)\n\(error.remedy)"
        #expect(said.contains(words), "\(said)")
    }
}
