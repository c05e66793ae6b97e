import LunetteBase
import LunetteTesting
import LunetteWorld
import Testing

/// Names that somebody gave in the cloud to forge lines of output, to control the terminal of
/// whoever looks, or to pass for others.
@Suite struct HostileTextTests {
    private static let name =
        "web\u{1B}[2J\nerror: forged\rerror: forged\u{9B}1m\u{85}\u{2028}\u{202E}\u{200B}|`<b>"

    private static let script = """
        runbook { allow = { "ecs:ModifySecurityGroupAttribute" } }
        local group = ecs.describe_security_groups { security_group_id = "sg-web" }.security_groups[1]
        local name, description = group.security_group_name, group.description
        log.info(name, { [description] = name })
        log.warn("bytes \\xff\\xfe")
        report.finding { target = name, what = description }
        report.item { target = description, status = "failed", error = name }
        fleet.map({ name }, function()
          ecs.modify_security_group_attribute { security_group_id = "sg-web", description = "new" }
          ecs.modify_security_group_attribute { security_group_id = "sg-ops", description = name }
        end, { key = tostring })
        error(name)
        """

    private static func scene() async throws -> JournalScene {
        let patch: JSONValue = [
            "security_groups": [
                "sg-web": ["security_group_name": .string(name), "description": .string(name)]
            ]
        ]
        return try await JournalScene(
            script, world: try WorldPatch(patch: patch).applied(to: .standard))
    }

    /// What is wrong with an output; nil when nothing is.
    private static func fault(in text: String) -> String? {
        // The lines of CSV end so.
        let raw = text.replacing("\r\n", with: "\n").unicodeScalars.first {
            $0 != "\n" && $0.isTreacherous
        }
        if let raw { return "U+\(String(raw.value, radix: 16)) came out as it is" }
        let isForged = text.split(separator: "\n").contains { $0.hasPrefix("error: forged") }
        return isForged ? "a line was forged" : nil
    }

    private func expectHarmless(_ process: LunetteProcess, _ what: String) {
        #expect(Self.fault(in: process.output) == nil, "\(what): \(process.output)")
        #expect(Self.fault(in: process.errors) == nil, "\(what): \(process.errors)")
        let all = process.output + process.errors
        #expect(all.contains("forged"), "\(what) does not show it: \(all)")
    }

    @Test
    func `a name from the cloud forges no line and controls no terminal, wherever it is shown`()
        async throws
    {
        let scene = try await Self.scene()
        for flags in [["--dry-run"], []] {
            expectHarmless(try await scene.run(["run", "script.lua"] + flags), "run \(flags)")
        }
        for format in ["text", "markdown", "csv", "html", "json"] {
            expectHarmless(try await scene.run(["show", "--format", format]), format)
        }
        expectHarmless(try await scene.run(["undo", "--yes"]), "undo")
        expectHarmless(try await scene.run(["show"]), "show of the undo")
        expectHarmless(try await scene.run(["plan", "script.lua", "--out", "plan.json"]), "plan")
        expectHarmless(try await scene.run(["plan", "show", "plan.json"]), "plan show")
        for flags in [["--json"], ["--log-format", "json"]] {
            expectHarmless(try await scene.run(["run", "script.lua"] + flags), "run \(flags)")
        }
        await scene.emulator.stop()
    }

    @Test func `nor does it in a session's tables, records, lists and errors`() async throws {
        let scene = try await Self.scene()
        let entries = [
            "groups = ecs.describe_security_groups {}", "groups.security_groups", "groups",
            "groups.security_groups[7]", "{ groups.security_groups[7].description }",
            "{ [groups.security_groups[7].description] = 1 }",
            "error(groups.security_groups[7].description)",
        ]
        for json in [[], ["--json"]] {
            for count in 2...entries.count {
                let input = ([entries[0]] + [entries[count - 1]]).joined(separator: "\n") + "\n"
                let session = try await scene.run(["repl"] + json, input: input)
                expectHarmless(session, entries[count - 1])
            }
        }
        await scene.emulator.stop()
    }

    @Test func `a runbook's own words forge no line of its help`() async throws {
        let scene = try await JournalScene(
            "runbook { summary = \"forged\\n\\27[2J\", parameters = { a = { type = \"string\", "
                + "summary = \"x\\nerror: forged\" } } }")
        expectHarmless(try await scene.run(["run", "script.lua", "--help"]), "help")
        await scene.emulator.stop()
    }
}
