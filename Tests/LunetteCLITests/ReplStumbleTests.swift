import Foundation
import LunetteTesting
import Testing

/// What people type by mistake, or by habit, and what helps them on.
@Suite struct ReplStumbleTests {
    private typealias Session = ReplTerminalTests.Session

    @Test(arguments: [
        ("ls", "there is no variable 'ls'"),
        ("describe_instances", "did you mean ecs.describe_instances"),
        ("DescribeInstances", "did you mean ecs.describe_instances"),
        ("undo", "did you mean :undo?"),
        ("list", "list = require \"list\""), ("x.intance_id", "did you mean instance_id?"),
        ("x.deep.stauts", "did you mean status?"), ("instnace", "did you mean instance?"),
    ])
    func `a name that leads nowhere says what was meant`(entry: String, hint: String) async throws {
        let session = try await Session()
        await session.enter(
            "x = { instance_id = 1, deep = { status = 2 } } instance = x", until: "x =")
        await session.enter(entry, until: hint)
        // What is nil for good reasons is no mistake.
        session.line.send("\u{0C}")
        #expect(await session.line.wait { $0.lines == ["emulator cn-hangzhou>"] })
        await session.enter("y = nil return y", until: "nil")
        #expect(!session.line.screen.text.contains("did you mean"))
        await session.leave()
    }

    @Test(arguments: [
        ("list.map({}, print)", "list = require \"list\""),
        (
            "ecs.leave_security_group { security_group_id = \"sg-web\", instance_id = i-running1 }",
            "ids are strings: \"i-running1\""
        ),
        ("state.groups_off \"i-single\"", "did you mean state.groups_of?"),
        ("describe_instances {}", "did you mean ecs.describe_instances"),
        ("aliyun ecs DescribeInstances --RegionId x", "ecs.describe_instances { … }"),
        ("select * from instances", "entries are Lua"),
        ("region cn-beijing", "did you mean :region cn-beijing?"),
        ("io.open \"x\"", "scripts open no files"),
        (
            "ecs.describe_instances { instance_ids = \"i-single\" }",
            "instance_ids = { \"i-single\" }"
        ),
        ("error { code = 42 }", "{\"code\":42}"),
    ])
    func `a failure names the way on`(entry: String, hint: String) async throws {
        let session = try await Session(columns: 120)
        await session.enter(entry, until: hint)
        #expect(!session.line.screen.text.contains("called from: lunette/"))
        await session.leave()
    }

    @Test func `an id that was mistyped is looked for in earlier answers`() async throws {
        let session = try await Session(columns: 120)
        let leave =
            "ecs.leave_security_group { security_group_id = \"sg-web\", instance_id = \"i-runing1\" }"
        await session.enter(leave, until: "InvalidInstanceId.NotFound")
        #expect(!session.line.screen.text.contains("did you mean"))
        await session.enter("#ecs.describe_instances{}.instances", until: "10")
        await session.enter(leave, until: "did you mean i-running1?")
        await session.leave()
    }

    @Test func `an expression in brackets goes on in the next line`() async throws {
        let session = try await Session()
        session.line.send("{ 1, 2,\r3 }\r")
        #expect(await session.line.wait(for: "{ 1, 2, 3 }  _1"))
        session.line.send(":q x\r")
        #expect(await session.line.waitForExit() == 0)
    }

    @Test func `an answer of the service is shown as the tables that are in it`() async throws {
        let session = try await Session()
        await session.enter("ecs.describe_security_groups{}", until: "7 rows")
        #expect(session.line.screen.text.contains("security_groups:\nsecurity_group_id  "))
        #expect(session.line.screen.text.contains("  page_size = 100,"))
        await session.enter(
            "ecs.describe_security_group_attribute { security_group_id = \"sg-web\" }.permissions",
            until: "2 rows")
        #expect(
            session.line.screen.lines.contains {
                $0.hasPrefix(
                    "security_group_rule_id  ip_protocol  port_range  source_cidr_ip  source_group_id"
                )
            }, "\(session.line.screen.text)")
        await session.leave()
    }

    @Test func `a module's name alone shows what is in it`() async throws {
        let session = try await Session()
        await session.enter("state", until: "state.references(group)")
        await session.enter("ecs", until: "hands the error over")
        await session.enter("?string.rep", until: "lua.org/manual/5.4/manual.html#pdf-string.rep")
        await session.enter("?undo", until: "takes back the session's last change")
        await session.leave()
    }

    @Test func `what was saved is clean to check, leaves out what was taken back, and runs`()
        async throws
    {
        let session = try await Session()
        await session.enter("members = state.members \"sg-ops\"", until: "members")
        await session.enter("members", until: "complete = true  _1")
        await session.enter("function count(list)\rreturn #list\rend", until: "end")
        await session.enter("count(members)", until: "11  _2")
        await session.enter(
            "ecs.join_security_group { security_group_id = \"sg-empty\", instance_id = \"i-single\" }",
            until: "_3")
        await session.enter(":undo", until: "out of sg-empty")
        await session.enter(
            "ecs.join_security_group { security_group_id = \"sg-ops\", instance_id = \"i-single\" }",
            until: "_4")
        await session.enter(
            "fleet.map(members, function(m) return m.kind end)", until: "\"instance\",")
        await session.enter(":save saved.lua", until: "runs")
        let text = try String(contentsOfFile: session.folder + "/saved.lua", encoding: .utf8)
        #expect(text.contains("-- This was taken back:\n-- ecs.join_security_group"), "\(text)")
        let home = ["LUNETTE_HOME": session.folder + "/state"]
        let check = try await LunetteProcess.run(
            ["check", "saved.lua"], folder: session.folder, environment: home)
        #expect(check.exitCode == 0 && check.output.contains("nothing found"), "\(check)\n\(text)")
        let run = try await LunetteProcess.run(
            ["run", "saved.lua", "--emulator", "--json"], folder: session.folder, environment: home)
        #expect(run.exitCode == 0, "\(run.errors)\n\(text)")
        #expect(try run.json()["changes"]?.array?.count == 1, "\(run.output)")
        await session.leave()
    }
}
