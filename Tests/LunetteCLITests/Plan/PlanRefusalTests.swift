import Foundation
import LunetteBase
import LunetteTesting
import Testing

/// What is not applied: the exit code, the words, and that nothing was called.
@Suite struct PlanRefusalTests {
    /// A way to spoil an approved plan, or what it is applied with.
    struct Case: Sendable, CustomStringConvertible {
        let name: String
        var arguments: [String] = []
        var environment: [String: String] = [:]
        var policy: String?
        var exitCode: Int32 = 6
        let says: String

        var description: String { name }
    }

    private static let cases = [
        Case(name: "another region", arguments: ["--region", "cn-beijing"], says: "cn-beijing"),
        Case(
            name: "another endpoint", arguments: ["--endpoint", "http://127.0.0.1:9"],
            says: "not http://127.0.0.1:9"),
        Case(
            name: "another endpoint by a variable",
            environment: ["LUNETTE_ENDPOINT": "http://127.0.0.1:9"], says: "127.0.0.1:9"),
        Case(name: "an emulator of its own", arguments: ["--emulator"], says: "emulator"),
        Case(
            name: "two approvals by now", policy: "[policy.approval]\nrequired = 2",
            says: "1 of 2 approvals is missing"),
        Case(
            name: "other approvers by now",
            policy: "[policy.approval]\nrequired = 1\napprovers = ['carl']",
            says: "not one of the approvers"),
        Case(
            name: "settings that cannot be read", policy: "[policy.approvall]\nrequired = 1",
            says: "did you mean 'approval'"),
    ]

    @Test(arguments: cases)
    func `an approved plan is refused, and nothing is called`(spoiled: Case) async throws {
        let scene = try await PlanScene()
        try await scene.plan()
        _ = try await scene.run("plan", "approve", "plan.json", "--as", "ben")
        if let policy = spoiled.policy { try scene.write(policy, to: "lunette.toml") }
        let calls = scene.emulator.calls().count
        let applied = try await scene.scene.run(
            ["apply", "plan.json"] + spoiled.arguments, environment: spoiled.environment)
        #expect(applied.exitCode == spoiled.exitCode, "\(applied.errors)")
        #expect(applied.errors.contains(spoiled.says), "\(applied.errors)")
        #expect(scene.emulator.calls().count == calls)
        await scene.stop()
    }

    @Test func `a plan that has run out is refused, and not approved any more`() async throws {
        let scene = try await PlanScene(policy: "")
        let made = try await scene.run(
            "plan", "script.lua", "--instance", "i-01", "--out", "plan.json", "--expires", "1ms")
        #expect(made.exitCode == 0, "\(made.errors)")
        let calls = scene.emulator.calls().count
        for command in [["apply", "plan.json"], ["plan", "approve", "plan.json", "--as", "ben"]] {
            let result = try await scene.scene.run(command)
            #expect(result.exitCode == 6, "\(result.errors)")
            #expect(result.errors.contains("the plan ran out at"), "\(result.errors)")
        }
        #expect(scene.emulator.calls().count == calls)
        await scene.stop()
    }

    /// Scripts of which no whole plan can be made, the exit code of `plan`, and what it names.
    private static let gaps: [(script: String, exitCode: Int32, says: String)] = [
        (
            "ecs.leave_security_group { security_group_id = 'sg-ssh', instance_id = 'i-01' }\n"
                + "pcall(ecs.allocate_dedicated_hosts, { dedicated_host_type = 'ddh.g6' })",
            5, "not covered script.lua:3: what AllocateDedicatedHosts would do is not known"
        ),
        (
            "ecs.leave_security_group { security_group_id = 'sg-ssh', instance_id = 'i-01' }\n"
                + "ecs.leave_security_group { security_group_id = 'sg-web', instance_id = 'i-01' }",
            2,
            "not covered script.lua:3: the script does not come to its end: "
                + "InstanceLastSecurityGroup"
        ),
        (
            "error('no')", 1,
            "not covered script.lua:2: the script does not come to its end: no"
        ),
    ]

    @Test(arguments: gaps)
    func `a plan with a gap names its line, and is neither approved nor applied`(
        script: String, exitCode: Int32, says: String
    ) async throws {
        let scene = try await PlanScene(
            script: "runbook { allow = { 'ecs:*' } }\n" + script, policy: "")
        let made = try await scene.run("plan", "script.lua", "--out", "plan.json")
        #expect(made.exitCode == exitCode, "\(made.errors)")
        #expect(made.output.contains(says), "\(made.output)")
        #expect(made.errors.contains("it is not whole"), "\(made.errors)")
        let calls = scene.emulator.calls().count
        for command in [["apply", "plan.json"], ["plan", "approve", "plan.json", "--as", "ben"]] {
            let result = try await scene.scene.run(command)
            #expect(result.exitCode == 6, "\(result.errors)")
            #expect(result.errors.contains("does not say all"), "\(result.errors)")
            #expect(result.errors.contains("script.lua:"), "\(result.errors)")
        }
        #expect(scene.emulator.calls().count == calls)
        #expect(!scene.emulator.calls().contains { $0.operation.hasPrefix("Leave") })
        await scene.stop()
    }

    @Test func `credentials of another account are refused, and nothing is changed`()
        async throws
    {
        let scene = try await PlanScene(policy: "")
        try scene.patch(
            """
            { "accounts": [
              { "account_id": "1234567890123456", "access_keys": [
                { "access_key_id": "testid", "access_key_secret": "testsecret" } ] },
              { "account_id": "99", "access_keys": [
                { "access_key_id": "other", "access_key_secret": "testsecret" } ] } ] }
            """)
        try await scene.plan(["i-01"])
        let calls = scene.emulator.calls().count
        let applied = try await scene.run(
            "apply", "plan.json", environment: ["ALIBABA_CLOUD_ACCESS_KEY_ID": "other"])
        #expect(applied.exitCode == 6, "\(applied.errors)")
        #expect(applied.errors.contains("the account 1234567890123456"), "\(applied.errors)")
        let later = Set(scene.emulator.calls().dropFirst(calls).map(\.operation))
        #expect(later.isSubset(of: ["GetCallerIdentity", "GetAccountAlias"]), "\(later)")
        await scene.stop()
    }

    @Test func `a file that is none, or no plan, is refused`() async throws {
        let scene = try await PlanScene()
        for command in [["apply"], ["plan", "show"], ["plan", "approve", "--as", "ben"]] {
            let missing = try await scene.scene.run(command + ["nowhere.json"])
            #expect(missing.exitCode == 66, "\(missing.errors)")
            try scene.write("{ \"items\": [] }", to: "other.json")
            let other = try await scene.scene.run(command + ["other.json"])
            #expect(other.exitCode == 6, "\(other.errors)")
        }
        #expect(scene.emulator.calls().isEmpty)
        await scene.stop()
    }

    @Test func `a policy takes away what a plan would do`() async throws {
        let scene = try await PlanScene(policy: "")
        try await scene.plan(["i-01", "i-02"])
        for policy in [
            "[policy]\ndeny = ['ecs:Leave*']", "[policy]\nmax_changes = 1",
            "[policy]\nconfirm = ['ecs:Leave*']",
        ] {
            try scene.write(policy, to: "lunette.toml")
            let applied = try await scene.run("apply", "plan.json")
            #expect(applied.exitCode == 6, "\(policy): \(applied.errors)")
        }
        #expect(scene.scene.count(of: "LeaveSecurityGroup") == 0)
        let agreed = try await scene.run("apply", "plan.json", "--yes")
        #expect(agreed.exitCode == 0, "\(agreed.errors)")
        await scene.stop()
    }

    @Test func `where changes are made by plans only, a run makes none`() async throws {
        let scene = try await PlanScene(policy: "[policy.approval]\nonly_plans = true")
        let leave = "ecs.leave_security_group { security_group_id='sg-ssh', instance_id='i-01' }"
        for arguments in [
            ["run", "script.lua", "--instance", "i-01", "--yes"],
            ["eval", leave, "--allow", "ecs:*"],
        ] {
            let run = try await scene.scene.run(arguments)
            #expect(run.exitCode == 6, "\(run.errors)")
            #expect(run.errors.contains("by plans only"), "\(run.errors)")
        }
        #expect(scene.scene.count(of: "LeaveSecurityGroup") == 0)
        let dry = try await scene.run("run", "script.lua", "--instance", "i-01", "--dry-run")
        #expect(dry.exitCode == 0, "\(dry.errors)")
        try await scene.plan(["i-01"])
        let applied = try await scene.run("apply", "plan.json")
        #expect(applied.exitCode == 0, "\(applied.errors)")
        let undone = try await scene.run("undo", "--yes")
        #expect(undone.exitCode == 0, "\(undone.errors)")
        await scene.stop()
    }

    // MARK: On a real account

    @Test func `on a real account somebody agrees, or others have approved`() async throws {
        let scene = try await PlanScene(policy: "", isRealAccount: true)
        try await scene.plan(["i-01"])
        let alone = try await scene.run("apply", "plan.json")
        #expect(alone.exitCode == 6, "\(alone.errors)")
        #expect(alone.errors.contains("nobody agreed"), "\(alone.errors)")
        #expect(scene.scene.count(of: "LeaveSecurityGroup") == 0)
        let agreed = try await scene.run("apply", "plan.json", "--yes")
        #expect(agreed.exitCode == 0, "\(agreed.errors)")
        let history = try #require(try await scene.scene.history())
        #expect(history.approvals.map(\.how) == ["--yes"])
        try await scene.plan(["i-02"])
        _ = try await scene.run("plan", "approve", "plan.json", "--as", "ben")
        let approved = try await scene.run("apply", "plan.json")
        #expect(approved.exitCode == 0, "\(approved.errors)")
        await scene.stop()
    }

    @Test func `in production an approval does, and else the account's name`() async throws {
        let scene = try await PlanScene(
            policy: "[profiles.prod]\nproduction = true", isRealAccount: true)
        let profiles = """
            { "profiles": [{ "name": "prod", "mode": "AK", "access_key_id": "testid",
                             "access_key_secret": "testsecret" }] }
            """
        try scene.write(profiles, to: "profiles.json")
        func run(_ arguments: String...) async throws -> LunetteProcess {
            try await scene.scene.run(
                arguments + ["--profile", "prod"],
                environment: ["ALIBABA_CLOUD_CONFIG_FILE": "profiles.json"])
        }
        for (id, approves) in [("i-01", false), ("i-02", true)] {
            let made = try await run("plan", "script.lua", "--instance", id, "--out", "plan.json")
            #expect(made.exitCode == 0, "\(made.errors)")
            guard !approves else { continue }
            let agreed = try await run("apply", "plan.json", "--yes")
            #expect(agreed.exitCode == 6, "\(agreed.errors)")
            let wrong = try await run("apply", "plan.json", "--yes", "--account", "99")
            #expect(wrong.exitCode == 6, "\(wrong.errors)")
            #expect(scene.scene.count(of: "LeaveSecurityGroup") == 0)
            let named = try await run(
                "apply", "plan.json", "--yes", "--account", "1234567890123456")
            #expect(named.exitCode == 0, "\(named.errors)")
        }
        _ = try await scene.run("plan", "approve", "plan.json", "--as", "ben")
        let approved = try await run("apply", "plan.json")
        #expect(approved.exitCode == 0, "\(approved.errors)")
        #expect(scene.scene.count(of: "LeaveSecurityGroup") == 2)
        await scene.stop()
    }

    // MARK: Settings

    @Test func `settings say how plans are approved, and mistakes in them have a place`()
        async throws
    {
        let scene = try await PlanScene(
            policy: PlanScene.policy + "\napprovers = ['ben', 'carl']")
        let shown = try await scene.run("config", "show")
        for line in ["required: 1", "valid_for: 30m", "approvers: ben, carl"] {
            #expect(shown.output.contains("approval.\(line)"), "\(shown.output)")
        }
        for (text, says) in [
            ("requird = 1", "did you mean 'required'"), ("required = -1", "an integer from 0"),
            ("valid_for = 30", "a duration"), ("approvers = []", "an empty list"),
            ("author_may_approve = true", "can only narrow"),
        ] {
            try scene.write("[policy.approval]\n" + text, to: "lunette.toml")
            let shown = try await scene.run("plan", "script.lua", "--instance", "i-01")
            #expect(shown.errors.contains("lunette.toml:2:"), "\(text): \(shown.errors)")
            #expect(shown.errors.contains(says), "\(text): \(shown.errors)")
        }
        await scene.stop()
    }
}
