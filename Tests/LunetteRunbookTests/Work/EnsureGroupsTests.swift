import LunetteBase
import LunetteEmulator
import Synchronization
import Testing

@testable import LunetteRunbook
@testable import LunetteWorld

@Suite struct EnsureGroupsTests {
    /// A call, the groups afterwards, and how many changes it took.
    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let options: String
        let target: String
        let groups: [String]
        let changes: Int

        init(
            _ description: String, _ options: String, _ target: String, _ groups: [String],
            _ changes: Int
        ) {
            self.description = description
            self.options = options
            self.target = target
            self.groups = groups
            self.changes = changes
        }
    }

    static let cases = [
        Case(
            "adds", "instance_id = 'i-running2', interfaces = 'primary', add = 'sg-quarantine'",
            "i-running2", ["sg-web", "sg-ops", "sg-quarantine"], 1),
        Case(
            "removes", "instance_id = 'i-stopped1', remove = { 'sg-web' }", "i-stopped1",
            ["sg-ops"], 1),
        Case(
            "replaces", "instance_id = 'i-stopped1', exactly = { 'sg-quarantine' }", "i-stopped1",
            ["sg-quarantine"], 1),
        Case(
            "does nothing where nothing differs",
            "instance_id = 'i-stopped1', exactly = { 'sg-ops', 'sg-web' }", "i-stopped1",
            ["sg-web", "sg-ops"], 0),
        Case(
            "takes a group that is not there for removed",
            "instance_id = 'i-stopped1', remove = 'sg-quarantine'", "i-stopped1",
            ["sg-web", "sg-ops"], 0),
        Case(
            "joins the fallback where no group would be left",
            "instance_id = 'i-single', remove = 'sg-web', fallback = 'sg-quarantine'", "i-single",
            ["sg-quarantine"], 1),
        Case(
            "leaves the fallback alone where a group is left",
            "instance_id = 'i-stopped1', remove = 'sg-web', fallback = 'sg-quarantine'",
            "i-stopped1", ["sg-ops"], 1),
        Case(
            "changes the primary interface only, if so told",
            "instance_id = 'i-running1', interfaces = 'primary', remove = 'sg-web'",
            "eni-secondary1", ["sg-web", "sg-ops"], 1),
        Case(
            "changes all interfaces, if so told",
            "instance_id = 'i-running1', interfaces = 'all', exactly = 'sg-quarantine'",
            "eni-secondary1", ["sg-quarantine"], 2),
        Case(
            "changes an interface",
            "network_interface_id = 'eni-single', remove = 'sg-web', fallback = 'sg-ops'",
            "eni-single", ["sg-ops"], 1),
    ]

    @Test(arguments: cases)
    func `ensure.groups`(_ example: Case) async throws {
        let run = try await ScriptOnEmulator.run("return ensure.groups { \(example.options) }")
        #expect(run.report.failure == nil, "\(run.report.failure?.message ?? "")")
        #expect(run.groups(of: example.target) == example.groups)
        #expect(run.changingCalls.count == example.changes, "\(run.changingCalls)")
        #expect(run.report.results.first?["changed"] == .bool(example.changes > 0))
    }

    @Test(arguments: [
        ("instance_id = 'i-single', remove = 'sg-web'", "InstanceLastSecurityGroup"),
        (
            "network_interface_id = 'eni-single', remove = 'sg-web'",
            "InvalidOperation.AtLeastInOneGroup"
        ),
        (
            "network_interface_id = 'eni-managed', remove = 'sg-web'",
            "InvalidOperation.EniServiceManaged"
        ),
        ("instance_id = 'i-missing', remove = 'sg-web'", "InvalidInstanceId.NotFound"),
        ("network_interface_id = 'eni-missing', remove = 'sg-web'", "InvalidEniId.NotFound"),
        ("instance_id = 'i-running1', remove = 'sg-web'", "InvalidOptions"),
        ("instance_id = 'i-stopped1'", "InvalidOptions"),
        ("remove = 'sg-web'", "InvalidOptions"),
        ("instance_id = 'i-1', remove = 'web'", "InvalidOptions"),
        ("instance_id = 'i-1', add = 'sg-web', remove = 'sg-web'", "InvalidOptions"),
        ("instance_id = 'i-1', exactly = 'sg-web', remove = 'sg-ops'", "InvalidOptions"),
        ("instance_id = 'i-1', remove = 'sg-web', fallback = 'sg-web'", "InvalidOptions"),
        ("instance_id = 'i-1', removes = 'sg-web'", "InvalidOptions"),
        ("instance_id = 'i-1', remove = 'sg-web', timeout = 'soon'", "InvalidOptions"),
    ])
    func `what cannot be done is refused before anything is sent`(
        options: String, code: String
    ) async throws {
        let run = try await ScriptOnEmulator.run("ensure.groups { \(options) }")
        #expect(run.report.failure?.object?.code == code, "\(run.report.failure?.message ?? "")")
        #expect(run.changingCalls.isEmpty)
    }

    @Test func `the result tells each interface's groups before and after`() async throws {
        let run = try await ScriptOnEmulator.run(
            """
            return ensure.groups {
              instance_id = "i-running1", interfaces = "all", remove = "sg-ops",
            }
            """)
        let interfaces = try #require(run.report.results.first?["interfaces"]?.array)
        #expect(interfaces.map { $0["primary"] } == [true, false])
        for interface in interfaces {
            #expect(interface["before"] == ["sg-web", "sg-ops"])
            #expect(interface["after"] == ["sg-web"])
            #expect(interface["changed"] == true)
        }
        #expect(interfaces.last?["network_interface_id"] == "eni-secondary1")
    }

    @Test func `the service's refusal stays as it is, and nothing else is changed`() async throws {
        let run = try await ScriptOnEmulator.run(
            "ensure.groups { instance_id = 'i-locked', exactly = 'sg-quarantine' }")
        #expect(run.report.failure?.object?.code == "InstanceLockedForSecurity")
        #expect(run.report.failure?.object?.requestID != nil)
        #expect(run.groups(of: "i-locked") == ["sg-web", "sg-ops"])
    }

    @Test func `a swap at the quota works`() async throws {
        let world = try World(
            text:
                """
                {"quotas": {"groups_per_interface": 2},
                 "security_groups": [{"security_group_id": "sg-a"}, {"security_group_id": "sg-b"},
                   {"security_group_id": "sg-c"}],
                 "instances": [{"instance_id": "i-1", "security_group_ids": ["sg-a", "sg-b"]}]}
                """)
        let run = try await ScriptOnEmulator.run(
            "ensure.groups { instance_id = 'i-1', add = 'sg-c', remove = 'sg-a' }", world: world)
        #expect(run.report.failure == nil)
        #expect(run.groups(of: "i-1") == ["sg-b", "sg-c"])
    }

    @Test func `states that pass are waited for, and propagation too`() async throws {
        let world = try World(
            text:
                """
                {"delays": {"propagation_ms": 4000},
                 "security_groups": [{"security_group_id": "sg-a"}, {"security_group_id": "sg-b"}],
                 "instances": [{"instance_id": "i-1", "security_group_ids": ["sg-a"],
                   "status": "Starting", "next_status": "Running", "remaining_ms": 20000}],
                 "network_interfaces": [{"network_interface_id": "eni-2", "instance_id": "i-1",
                   "status": "Attaching", "remaining_ms": 9000, "security_group_ids": ["sg-a"]}]}
                """)
        let run = try await ScriptOnEmulator.run(
            "return ensure.groups { instance_id = 'i-1', exactly = 'sg-b', interfaces = 'all' }",
            world: world)
        #expect(run.report.failure == nil, "\(run.report.failure?.message ?? "")")
        #expect(run.groups(of: "i-1") == ["sg-b"])
        #expect(run.groups(of: "eni-2") == ["sg-b"])
        #expect(
            run.changingCalls == ["ModifyInstanceAttribute", "ModifyNetworkInterfaceAttribute"])
    }

    @Test func `a state that does not pass in time is told`() async throws {
        let run = try await ScriptOnEmulator.run(
            "ensure.groups { instance_id = 'i-starting', remove = 'sg-web', timeout = '30s' }")
        let error = try #require(run.report.failure?.object)
        #expect(error.code == "WaitTimeout")
        #expect(error.message.contains("Starting"))
        #expect(run.report.exitReason == .timedOutOrInDoubt)
    }

    @Test func `what someone else overwrote is made again, from what is there then`() async throws {
        let changes = Mutex(0)
        let run = try await ScriptOnEmulator.run(
            "return ensure.groups { instance_id = 'i-single', add = 'sg-ops' }",
            onChange: { emulator, _ in
                let count = changes.withLock { count in
                    count += 1
                    return count
                }
                guard count == 1 else { return }
                // Another writer, who had read before and writes after.
                emulator.replaceWorld(Self.world(ofSingle: ["sg-web", "sg-quarantine"]))
            })
        #expect(run.report.failure == nil)
        #expect(run.groups(of: "i-single") == ["sg-web", "sg-quarantine", "sg-ops"])
        #expect(run.changingCalls.count == 2)
    }

    @Test func `a fight over the groups ends`() async throws {
        let run = try await ScriptOnEmulator.run(
            "return ensure.groups { instance_id = 'i-single', add = 'sg-ops' }",
            onChange: { emulator, _ in
                emulator.replaceWorld(Self.world(ofSingle: ["sg-quarantine"]))
            })
        #expect(run.report.failure?.object?.code == "WaitTimeout")
        #expect(run.changingCalls.count == 5)
    }

    /// The standard world with other groups of `i-single`.
    private static func world(ofSingle groups: [String]) -> World {
        var world = World.standard
        let interface = world.interfaces(ofInstance: "i-single").first ?? ""
        world.setGroups(groups, of: interface, now: SystemClock().now())
        return world
    }
}

extension World {
    /// A world as a file has it.
    init(text: String) throws {
        try self.init(parsing: Array(text.utf8))
    }
}
