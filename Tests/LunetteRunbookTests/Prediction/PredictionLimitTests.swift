import LunetteBase
import LunetteClient
import LunetteTesting
import LunetteWorld
import Testing

@testable import LunetteRunbook

/// Where a prediction ends, and says so.
@Suite struct PredictionLimitTests {
    private var dry: RunSettings {
        var settings = RunSettings()
        settings.isDryRun = true
        return settings
    }

    /// A world whose caller may do only what the policy allows.
    private func world(allowing actions: [String]) throws -> World {
        let list = JSONValue.array(actions.map(JSONValue.string)).text
        return try World(
            parsing: Array(
                """
                { "accounts": [{ "account_id": "1", "access_keys": [{ "access_key_id": "testid",
                    "access_key_secret": "testsecret", "user_name": "u" }],
                    "users": [{ "user_name": "u", "policies": [{ "Version": "1", "Statement": [
                      { "Effect": "Allow", "Action": \(list), "Resource": "*" }] }] }] }],
                  "security_groups": [
                    { "security_group_id": "sg-a" }, { "security_group_id": "sg-b" }],
                  "instances": [
                    { "instance_id": "i-1", "security_group_ids": ["sg-a", "sg-b"] }] }
                """.utf8))
    }

    private static let leave = """
        local _, err = pcall(ecs.leave_security_group, { security_group_id = "sg-a", instance_id = "i-1" })
        return err.code or "done"
        """

    @Test(arguments: [
        (["ecs:Leave*", "ecs:Describe*"], "done"), (["ecs:Leave*"], "NotPredicted"),
        (["ecs:Leave*", "ecs:DescribeInstance*"], "NotPredicted"),
        (["ecs:Leave*", "ecs:DescribeSecurityGroup*"], "NotPredicted"),
    ])
    func `what the caller may not read is unknown, never missing`(
        actions: [String], outcome: String
    ) async throws {
        let run = try await ScriptOnEmulator.run(
            Self.leave, world: try world(allowing: actions), settings: dry)
        #expect(run.report.results == [.string(outcome)])
        #expect(run.report.unpredicted.count == (outcome == "done" ? 0 : 1))
        #expect(run.report.exitReason == (outcome == "done" ? .done : .partialOrFindings))
        #expect(run.changingCalls == [])
    }

    @Test func `states pass by the run's clock, as long as the service is taken to need`()
        async throws
    {
        var world = World.standard
        world.delays.starting = 20_000
        let script = """
            ecs.start_instance { instance_id = "i-stopped1" }
            local at_once = state.instance("i-stopped1").status
            local start = os.time()
            ecs.wait.instance_status { instance_id = "i-stopped1", status = "Running" }
            return { at_once, os.time() - start >= 20, os.time() - start < 30 }
            """
        let run = try await ScriptOnEmulator.run(script, world: world, settings: dry)
        #expect(run.report.failure == nil)
        #expect(run.report.results == [["Starting", true, true]])
        #expect(run.report.changes.first?.effect?.after["i-stopped1"]?["status"] == "Starting")
        #expect(run.changingCalls == [])
    }

    @Test func `a page of a list is whole with what was predicted, and without what is gone`()
        async throws
    {
        var world = World.generated(instances: 25, groups: 3, enis: 0, seed: 4)
        world.quotas.itemsPerPage = 10
        let script = """
            local function count() return #ecs.describe_instances {}.instances end
            local before = count()
            ecs.run_instances { instance_type = "ecs.g7.large", security_group_id = "sg-gen000001", amount = 3 }
            ecs.delete_instance { instance_id = "i-gen000000", force = true }
            return { before, count(), ecs.describe_instances { page_number = 1 }.total_count }
            """
        let run = try await ScriptOnEmulator.run(script, world: world, settings: dry)
        #expect(run.report.failure == nil, "\(run.report.failure?.message ?? "")")
        #expect(run.report.results == [[25, 27, 27]])
    }

    @Test func `a plan is forgotten when it ends, and takes nothing of the blast limit`() {
        func target(_ id: String) -> ChangedTargets {
            ChangedTargets(
                ServiceCall(
                    operation: "StartInstance", parameters: [NamedValue("InstanceId", id)],
                    regionID: "cn-hangzhou", isReadOnly: false))
        }
        let ledger = RunLedger(maxChanges: 1)
        ledger.plan(true)
        #expect(ledger.isPlanning)
        #expect(ledger.take(target("i-1")))
        #expect(!ledger.take(target("i-2")))
        ledger.plan(false)
        #expect(ledger.take(target("i-2")))
    }

    @Test func `more targets than a filter by tag shows are found all the same`() async throws {
        var world = World.generated(instances: 1_300, groups: 3, enis: 0, seed: 5)
        world.quotas.groupsPerInterface = 10
        let tagged = world.allInstances.count { instance in
            instance.tags.contains { $0.key == "team" }
        }
        let script = """
            local err = select(2, ecs.try.describe_instances { tag = { { key = "team" } } })
            return { err.code, #targets.instances { tag = { team = true } } }
            """
        let run = try await ScriptOnEmulator.run(script, world: world)
        #expect(run.report.failure == nil, "\(run.report.failure?.message ?? "")")
        #expect(run.report.results == [["IncompleteList", .integer(Int64(tagged))]])
    }
}
