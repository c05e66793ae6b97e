import Foundation
import LunetteBase
import LunetteTesting
import Testing

/// The policy that `check --ram-policy` prints, against the emulator's own evaluation: a script
/// runs under it as it would as root, and no longer does once any statement is taken away.
@Suite struct RAMPolicyTests {
    static let scripts: [(source: String, resource: String)] = [
        (
            "runbook { allow = { 'ecs:LeaveSecurityGroup' } }\n"
                + "ecs.leave_security_group { security_group_id = 'sg-web', instance_id = 'i-running1' }",
            "acs:ecs:*:*:instance/i-running1"
        ),
        (
            "runbook { allow = { 'ecs:LeaveSecurityGroup' }, regions = { 'cn-hangzhou' } }\n"
                + "for _, id in ipairs { 'i-running1', 'i-running2' } do\n"
                + "  ecs.leave_security_group { security_group_id = 'sg-web', instance_id = id }\nend",
            "acs:ecs:cn-hangzhou:*:instance/i-running2"
        ),
        (
            "runbook { parameters = { vpc = { type = 'string', default = 'vpc-x' } } }\n"
                + "assert(args.vpc)\nlocal found = ecs.describe_instances {}.instances\n"
                + "assert(#found > 5)\nreturn #found",
            "acs:ecs:*:*:instance/*"
        ),
        (
            "local interfaces = 0\nfor _, member in ipairs(state.members('sg-web')) do\n"
                + "  if member.kind == 'network_interface' then interfaces = interfaces + 1 end\nend\n"
                + "assert(interfaces > 0)\nassert(state.is_member('sg-web', 'i-running1'))",
            "acs:ecs:*:*:eni/*"
        ),
        (
            "local beijing = ecs.with { region = 'cn-beijing' }\n"
                + "assert(#beijing.describe_security_groups {}.security_groups == 1)",
            "acs:ecs:cn-beijing:*:securitygroup/*"
        ),
        (
            "runbook { allow = { 'ecs:JoinSecurityGroup', 'ecs:StopInstance' } }\n"
                + "ecs.join_security_group { region_id = 'cn-hangzhou', "
                + "security_group_id = 'sg-quarantine', network_interface_id = 'eni-secondary1' }\n"
                + "ecs.stop_instance { instance_id = 'i-running1' }\n"
                + "ecs.wait.instance_status { instance_id = 'i-running1', status = 'Stopped' }",
            "acs:ecs:*:*:eni/eni-secondary1"
        ),
        (
            "runbook { allow = { 'ecs:AuthorizeSecurityGroup' } }\n"
                + "ecs.authorize_security_group { security_group_id = 'sg-ops', permissions = {\n"
                + "  { ip_protocol = 'TCP', port_range = '80/80', source_cidr_ip = '10.0.0.0/8' } } }",
            "acs:ecs:*:*:securitygroup/sg-ops"
        ),
    ]

    @Test(arguments: scripts.indices)
    func `a policy is enough, and none of it too much`(index: Int) async throws {
        let script = Self.scripts[index]
        let folder = try Folder()
        try folder.write("script.lua", script.source)
        let check = try await LunetteProcess.run(
            ["check", "--ram-policy", "script.lua"], folder: folder.path)
        let policy = try #require(try check.json()["Statement"]?.array, "\(check.errors)")
        #expect(check.output.contains("\"\(script.resource)\""), "\(check.output)")
        let whole = try await folder.run(policy)
        #expect(whole.exitCode == 0, "\(check.output)\(whole.errors)")
        for left in policy.indices {
            var less = policy
            less.remove(at: left)
            let run = try await folder.run(less)
            #expect(run.exitCode != 0, "not needed: \(policy[left].text)")
        }
    }

    /// A folder with a script, which is run by a user who may do what a policy says.
    private struct Folder {
        let path: String

        init() throws {
            path = NSTemporaryDirectory() + "lunette-policy-\(UUID().uuidString)"
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        }

        func write(_ name: String, _ text: String) throws {
            try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
        }

        func run(_ statements: [JSONValue]) async throws -> LunetteProcess {
            let printed = try await LunetteProcess.run(["emulator", "--print-world"])
            var world = try #require(try printed.json().object)
            world["accounts"] = [
                [
                    "account_id": "1234567890123456",
                    "access_keys": [
                        [
                            "access_key_id": "user", "access_key_secret": "secret",
                            "user_name": "user",
                        ]
                    ],
                    "users": [
                        [
                            "user_name": "user",
                            "policies": [["Version": "1", "Statement": .array(statements)]],
                        ]
                    ],
                ]
            ]
            try write("world.json", JSONValue.object(world).text)
            return try await LunetteProcess.run(
                [
                    "run", "script.lua", "--emulator", "--world", "world.json", "--clock",
                    "virtual",
                ], folder: path)
        }
    }
}
