import Foundation
import LunetteBase
import LunetteJournal
import LunetteTesting
import Testing

/// What becomes of a plan when the world went on, or the run does not come to its end.
@Suite struct PlanApplyTests {
    // MARK: The world went on

    /// What happened since, the exit code, how many changes are made, and what is said.
    private static let drifts: [(patch: String, exitCode: Int32, changes: Int, says: String)] = [
        (#"{ "instances": { "i-12": null } }"#, 7, 0, "item 12 LeaveSecurityGroup i-12"),
        (
            #"{ "instances": { "i-12": { "security_group_ids": ["sg-ssh"] } } }"#, 7, 0,
            "InstanceLastSecurityGroup"
        ),
        (
            #"{ "instances": { "i-12": { "operation_locks": ["security"] } } }"#, 7, 0,
            "InstanceLockedForSecurity"
        ),
        (
            #"{ "security_groups": { "sg-new": { "security_group_id": "sg-new" } },"#
                + #" "instances": { "i-12": { "security_group_ids": ["sg-ssh", "sg-new"] } } }"#,
            0, 12, ""
        ),
        (
            #"{ "instances": { "i-12": { "status": "Starting", "next_status": "Running", "#
                + #""remaining_ms": 1500 } } }"#, 0, 12, "waits"
        ),
    ]

    @Test(arguments: drifts)
    func `a plan that does not hold any more is not begun; what makes no difference is no matter`(
        patch: String, exitCode: Int32, changes: Int, says: String
    ) async throws {
        let scene = try await PlanScene(policy: "")
        try await scene.plan()
        try scene.patch(patch)
        let applied = try await scene.run("apply", "plan.json")
        #expect(applied.exitCode == exitCode, "\(applied.errors)")
        #expect(says.isEmpty || applied.errors.contains(says), "\(applied.errors)")
        let made = scene.emulator.calls().filter {
            $0.operation == "LeaveSecurityGroup" && $0.code == nil
        }
        #expect(made.count == changes)
        if exitCode == 7 {
            let history = try #require(try await scene.scene.history())
            #expect(history.end?.reason == "drift")
            #expect(applied.output.contains("not begun"), "\(applied.output)")
        }
        await scene.stop()
    }

    @Test func `a replacement that would undo what others did is not made`() async throws {
        let scene = try await PlanScene(
            script: """
                runbook { allow = { "ecs:ModifyInstanceAttribute" } }
                for _, id in ipairs { "i-01", "i-02" } do
                  ecs.modify_instance_attribute { instance_id = id, security_group_ids = { "sg-web" } }
                end
                """, policy: "")
        let made = try await scene.run("plan", "script.lua", "--out", "plan.json")
        #expect(made.exitCode == 0, "\(made.errors)")
        try scene.patch(
            """
            { "security_groups": { "sg-new": { "security_group_id": "sg-new" } },
              "instances": { "i-02": { "security_group_ids": ["sg-ssh", "sg-web", "sg-new"] } } }
            """)
        let applied = try await scene.run("apply", "plan.json")
        #expect(applied.exitCode == 7)
        #expect(applied.errors.contains("would lose sg-new as well"), "\(applied.errors)")
        #expect(scene.groups(of: "i-01") == ["sg-ssh", "sg-web"])
        await scene.stop()
    }

    // MARK: Things to come

    private static let making = """
        runbook { allow = { "ecs:*SecurityGroup*" } }
        local spare = ecs.create_security_group { vpc_id = "vpc-cn-hangzhou", security_group_name = "spare" }
        for _, id in ipairs { "i-01", "i-02", "i-03", "i-04" } do
          ecs.join_security_group { security_group_id = spare.security_group_id, instance_id = id }
          ecs.leave_security_group { security_group_id = "sg-ssh", instance_id = id }
        end
        """

    @Test func `what a plan makes gets its own id, and is used under it`() async throws {
        let scene = try await PlanScene(script: Self.making, policy: "")
        let made = try await scene.run("plan", "script.lua", "--out", "plan.json")
        #expect(made.exitCode == 0, "\(made.errors)")
        #expect(made.output.contains("sg-predicted-1 is made"), "\(made.output)")
        let applied = try await scene.run("apply", "plan.json")
        #expect(applied.exitCode == 0, "\(applied.errors)\(applied.output)")
        let groups = scene.groups(of: "i-04")
        #expect(groups.count == 2 && groups[0] == "sg-web" && groups[1].hasPrefix("sg-"))
        #expect(!groups[1].contains("predicted"))
        let undone = try await scene.run("undo", "--yes")
        #expect(undone.exitCode == 0, "\(undone.errors)")
        #expect(Set(scene.groups(of: "i-04")) == ["sg-ssh", "sg-web"])
        await scene.stop()
    }

    private static let taking = """
        runbook { allow = { "ecs:*" } }
        local group = ecs.create_security_group { vpc_id = "vpc-cn-hangzhou", security_group_name = "spare" }
        ecs.authorize_security_group { security_group_id = group.security_group_id, permissions = {
          { ip_protocol = "tcp", port_range = "22/22", source_cidr_ip = "10.0.0.0/8" } } }
        ecs.tag_resources {
          resource_type = "securitygroup", resource_id = { group.security_group_id },
          tag = { { key = "a", value = "b" } } }
        ecs.stop_instance { instance_id = "i-01" }
        ecs.wait.instance_status { instance_id = "i-01", status = "Stopped" }
        ecs.start_instance { instance_id = "i-01" }
        local eni = ecs.create_network_interface {
          vswitch_id = "vsw-cn-hangzhou", security_group_id = group.security_group_id }
        local id = eni.network_interface_id
        ecs.wait.network_interface_status { network_interface_id = id, status = "Available" }
        ecs.attach_network_interface { network_interface_id = id, instance_id = "i-02" }
        """

    @Test func `what takes its time is waited for, as the script did`() async throws {
        let scene = try await PlanScene(script: Self.taking, policy: "")
        try scene.patch(
            """
            { "delays": { "stopping_ms": 700, "starting_ms": 700, "creating_ms": 600,
                          "attaching_ms": 100 } }
            """)
        let made = try await scene.run("plan", "script.lua", "--out", "plan.json")
        #expect(made.exitCode == 0, "\(made.errors)")
        let applied = try await scene.run("apply", "plan.json")
        #expect(applied.exitCode == 0, "\(applied.errors)\(applied.output)")
        #expect(applied.errors.contains("item 5 StartInstance i-01 waits"), "\(applied.errors)")
        let world = scene.emulator.world()
        let group = try #require(world.allGroups.first { $0.name == "spare" })
        #expect(group.permissions.map(\.portRange) == ["22/22"])
        let interfaces = world.allInterfaces.filter { $0.securityGroupIDs == [group.id] }
        #expect(interfaces.map(\.instanceID) == ["i-02"])
        await scene.stop()
    }

    // MARK: No end

    /// After how many milliseconds it is killed, and how it goes on.
    private static let kills: [(milliseconds: Int, command: String)] =
        [(60, "apply"), (250, "resume"), (350, "apply"), (500, "resume"), (700, "apply")]

    @Test(arguments: kills)
    func `a plan that was killed is gone on with, and nothing is done twice`(
        milliseconds: Int, command: String
    ) async throws {
        let scene = try await PlanScene(script: Self.making, policy: "")
        _ = try await scene.run("plan", "script.lua", "--out", "plan.json")
        let killed = try await LunetteProcess.run(
            ["apply", "plan.json"], folder: scene.scene.folder.path,
            environment: [
                "LUNETTE_ENDPOINT": scene.emulator.endpoint, "LUNETTE_HOME": scene.scene.home,
                "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
            ], killedAfter: .milliseconds(milliseconds))
        #expect([0, -9].contains(killed.exitCode), "\(killed.errors)")
        let isOnRecord = try await scene.scene.history() != nil
        let on = isOnRecord && command == "resume" ? ["resume"] : ["apply", "plan.json"]
        let resumed = try await scene.scene.run(on)
        #expect(resumed.exitCode == 0, "\(resumed.errors)\(resumed.output)")
        let made = scene.emulator.calls().filter { $0.code == nil }.map { call in
            call.operation + " " + (call.parameters.value(named: "InstanceId") ?? "")
        }
        for wanted in ["CreateSecurityGroup "]
            + ["i-01", "i-02", "i-03", "i-04"].flatMap({
                ["JoinSecurityGroup \($0)", "LeaveSecurityGroup \($0)"]
            })
        {
            #expect(made.count { $0 == wanted } == 1, "\(wanted)")
        }
        let history = try #require(try await scene.scene.history())
        #expect(history.isFinished && history.changesInDoubt.isEmpty)
        #expect(try await scene.run("runs", "verify").exitCode == 0)
        await scene.stop()
    }

    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))] as [(Int32, Int32)])
    func `a signal ends it after the change that is under way, and it goes on later`(
        signal: Int32, exitCode: Int32
    ) async throws {
        let scene = try await PlanScene(policy: "")
        try await scene.plan()
        try scene.patch(
            #"{ "faults": [{ "operation": "Leave*", "effect": "delay", "delay_ms": 150 }] }"#)
        let ended = try await scene.run(
            "apply", "plan.json", "--events", "/dev/stdout", signal: signal)
        #expect(ended.exitCode == exitCode, "\(ended.errors)")
        let history = try #require(try await scene.scene.history())
        #expect(history.changesInDoubt.isEmpty && !history.isFinished)
        #expect(ended.errors.contains("lunette resume"), "\(ended.errors)")
        let resumed = try await scene.run("resume")
        #expect(resumed.exitCode == 0, "\(resumed.errors)")
        #expect(scene.scene.count(of: "LeaveSecurityGroup") == 12)
        await scene.stop()
    }

    @Test func `two of them do not go on beside each other`() async throws {
        let scene = try await PlanScene(policy: "")
        try await scene.plan()
        try scene.patch(
            #"{ "faults": [{ "operation": "Leave*", "effect": "delay", "delay_ms": 200 }] }"#)
        async let first = scene.run("apply", "plan.json")
        async let second = scene.run("apply", "plan.json")
        let codes = try await [first.exitCode, second.exitCode].sorted()
        #expect(codes == [0, 75])
        #expect(scene.scene.count(of: "LeaveSecurityGroup") == 12)
        await scene.stop()
    }

    /// Each call of an apply fails in turn, for good; then the same plan is applied again.
    @Test(arguments: ["reset_before", "reset_after", "timeout_after", "malformed_json"])
    func `whatever call is lost, nothing is done twice`(effect: String) async throws {
        for nth in 1...4 {
            let scene = try await PlanScene(script: Self.making, policy: "")
            _ = try await scene.run("plan", "script.lua", "--out", "plan.json")
            try scene.patch(
                """
                { "faults": [{ "operation": "*SecurityGroup", "nth": \(nth),
                               "effect": "\(effect)" }] }
                """)
            _ = try await scene.run("apply", "plan.json")
            try scene.patch(#"{ "faults": [] }"#)
            let again = try await scene.run("apply", "plan.json")
            #expect(again.exitCode == 0, "\(nth): \(again.errors)\(again.output)")
            let world = scene.emulator.world()
            #expect(world.allGroups.count(where: { $0.name == "spare" }) == 1, "\(nth)")
            #expect(scene.groups(of: "i-04").count == 2, "\(nth)")
            await scene.stop()
        }
    }

    // MARK: Programs and secrets

    @Test func `plan, approve and apply speak JSON, and apply writes events`() async throws {
        let scene = try await PlanScene()
        let made = try await scene.run(
            "plan", "script.lua", "--instance", "i-01", "--out", "plan.json", "--json")
        let plan = try made.json()
        #expect(plan["dry_run"] == true)
        #expect(plan["changes"]?.array?.first?["line"] == 6)
        #expect(plan["plan"]?["file"] == "plan.json")
        #expect(plan["plan"]?["approvals_missing"] == 1)
        let approved = try await scene.run("plan", "approve", "plan.json", "--as", "ben", "--json")
        #expect(try approved.json()["approvals_missing"] == 0)
        #expect(try approved.json()["sha256"] == plan["plan"]?["sha256"])
        let applied = try await scene.run(
            "apply", "plan.json", "--json", "--events", "events.ndjson")
        #expect(try applied.json()["exit_reason"] == "done")
        #expect(try applied.json()["plan"]?["sha256"] == plan["plan"]?["sha256"])
        let events = try String(
            contentsOfFile: scene.scene.folder.path + "/events.ndjson", encoding: .utf8
        ).split(separator: "\n").map { try JSONValue(parsing: String($0))["event"]?.string ?? "" }
        for name in ["started", "call", "change", "item", "finished"] {
            #expect(events.contains(name), "\(name): \(events)")
        }
        let again = try await scene.run("apply", "plan.json", "--json")
        #expect(try again.json()["status"] == "succeeded")
        await scene.stop()
    }

    @Test func `a secret is not in the file`() async throws {
        let scene = try await PlanScene(
            script: """
                runbook {
                  allow = { "ecs:LeaveSecurityGroup" },
                  parameters = { token = { type = "secret" }, note = { type = "string" } },
                }
                ecs.leave_security_group { security_group_id = "sg-ssh", instance_id = "i-01" }
                """, policy: "")
        let made = try await scene.run(
            "plan", "script.lua", "--out", "plan.json", "--token", "env:TOKEN", "--note", "hello",
            environment: ["TOKEN": "hush-hush-4711"])
        #expect(made.exitCode == 0, "\(made.errors)")
        let text = try String(contentsOfFile: scene.planPath, encoding: .utf8)
        #expect(text.contains("hello"))
        for secret in ["hush-hush-4711", "testsecret"] { #expect(!text.contains(secret)) }
        await scene.stop()
    }

    @Test func `a runbook's own flags come with it, and --help lists them`() async throws {
        let scene = try await PlanScene()
        let help = try await scene.run("plan", "script.lua", "--help")
        #expect(help.exitCode == 0)
        #expect(help.output.contains("--instance"), "\(help.output)")
        let page = try await scene.run("plan", "--help")
        #expect(page.output.contains("approve"), "\(page.output)")
        let wrong = try await scene.run("plan", "script.lua", "--instanse", "i-01")
        #expect(wrong.exitCode == 64)
        #expect(wrong.errors.contains("--instance"), "\(wrong.errors)")
        let nowhere = try await scene.run(
            "plan", "script.lua", "--instance", "i-01", "--out", "no/such/plan.json")
        #expect(nowhere.exitCode == 66, "\(nowhere.errors)")
        await scene.stop()
    }
}
