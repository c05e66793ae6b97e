import LunetteBase
import LunetteWorld
import Testing

@Suite struct `A world file` {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let text: String
        let line: Int
        let path: String
        let message: String

        var testDescription: String { path }
    }

    static let group = #"{ "security_group_id": "sg-1" }"#

    static let mistakes: [Mistake] = [
        Mistake(text: "{\n  \"instances\": [\n}", line: 3, path: "", message: "start here"),
        Mistake(text: "[]", line: 1, path: "", message: "an array where an object should be"),
        Mistake(
            text: "{\n  \"security_group\": []\n}", line: 2, path: "security_group",
            message: "did you mean \"security_groups\"?"),
        Mistake(
            text:
                "{ \"security_groups\": [\(group)],\n \"instances\": [\n{ "
                + "\"instance_id\": \"i-1\",\n"
                + "\"security_group_ids\": [\"sg-1\", \"sg-2\"] } ] }", line: 4,
            path: "instances[0].security_group_ids[1]", message: "there is no group sg-2"),
        Mistake(
            text: "{ \"instances\": [ { \"instance_id\": \"i-1\" } ] }", line: 1,
            path: "instances[0]", message: "at least one"),
        Mistake(
            text: "{ \"security_groups\": [\(group),\n\(group)] }", line: 2,
            path: "security_groups[1].security_group_id", message: "sg-1 is there twice"),
        Mistake(
            text: "{ \"security_groups\": [{ \"security_group_id\": \"web\" }] }", line: 1,
            path: "security_groups[0].security_group_id", message: "is not an id"),
        Mistake(
            text:
                "{ \"security_groups\": [{ \"security_group_id\": \"sg-1\",\n"
                + "\"region_id\": \"x\" }] }",
            line: 2, path: "security_groups[0].region_id", message: "there is no region x"),
        Mistake(
            text: "{ \"security_groups\": [\(group)], \"instances\": [{ \"instance_id\": \"i-1\",\n"
                + "\"status\": \"running\", \"security_group_ids\": [\"sg-1\"] }] }", line: 2,
            path: "instances[0].status", message: "did you mean \"Running\"?"),
        Mistake(
            text: "{ \"network_interfaces\": [{ \"network_interface_id\": \"eni-1\" }] }", line: 1,
            path: "network_interfaces[0]", message: "\"security_group_ids\" is missing"),
        Mistake(
            text: "{ \"delays\": { \"propagation_ms\": -1 } }", line: 1,
            path: "delays.propagation_ms", message: "a whole number from 0"),
        Mistake(
            text: "{ \"throttling\": [{ \"operation\": \"*\",\n \"per_minutes\": 1 }] }", line: 2,
            path: "throttling[0]", message: "\"per_minute\" is missing"),
        Mistake(
            text: "{ \"faults\": [{ \"effect\": \"timeout\" }] }", line: 1,
            path: "faults[0].effect", message: "is none of error, timeout_before"),
        Mistake(
            text: "{ \"security_groups\": [{ \"security_group_id\": \"sg-1\", \"permissions\": [\n"
                + "{ \"source_group_id\": \"sg-9\" }] }] }", line: 2,
            path: "security_groups[0].permissions[0].source_group_id", message: "no group sg-9"),
    ]

    @Test(arguments: mistakes)
    func `tells a mistake with its line, its path and a way on`(_ mistake: Mistake) throws {
        let error = try #require(throws: WorldFileError.self) { try World(text: mistake.text) }
        #expect(error.path == mistake.path)
        #expect(error.message.contains(mistake.message), "\(error)")
        if !mistake.message.contains("missing") { #expect(error.line == mistake.line) }
    }

    @Test func `of an empty object is a world with the standard account and regions`() throws {
        let world = try World(text: "{}")
        #expect(world.accessKey("testid")?.secret.reveal() == "testsecret")
        #expect(world.regions.count == 40)
        #expect(world.json == [:])
    }

    @Test func `names a rule's far side as the service does, also in another account`() throws {
        var world = try World(
            text: """
                { "accounts": [{ "account_id": "1" }, { "account_id": "2" }],
                  "security_groups": [
                    { "security_group_id": "sg-old" },
                    { "security_group_id": "sg-lb", "permissions": [
                      { "direction": "egress", "dest_group_id": "sg-old" }] },
                    { "security_group_id": "sg-foreign", "account_id": "2", "permissions": [
                      { "source_group_id": "sg-old", "source_group_owner_account": "1" }] }] }
                """)
        let answer = world.ask(
            "DescribeSecurityGroupReferences", ["SecurityGroupId.1": "sg-old"])
        #expect(answer.text.contains(#"{"AliUid":"2","SecurityGroupId":"sg-foreign"}"#))
        #expect(answer.text.contains(#"{"AliUid":"1","SecurityGroupId":"sg-lb"}"#))
        #expect(try World(parsing: world.json.bytes).json == world.json)
    }

    @Test func `reads what it writes`() throws {
        for world in [
            World.standard, World.generated(instances: 60, groups: 8, enis: 50, seed: 7),
        ] {
            let copy = try World(parsing: Array(world.json.prettyText.utf8))
            #expect(copy.json == world.json)
            #expect(copy.invariantViolations() == [])
        }
    }

    @Test func `keeps what is under way: states, propagation, tokens, sessions`() throws {
        var world = World.standard
        world.delays = .brief
        _ = world.ask("StopInstance", ["InstanceId": "i-running1"])
        let made = world.ask(
            "RunInstances",
            [
                "InstanceType": "ecs.g7.large", "SecurityGroupId": "sg-web", "ClientToken": "t-1",
            ])
        _ = world.ask(
            "LeaveSecurityGroup", ["InstanceId": "i-running2", "SecurityGroupId": "sg-web"])
        let user = try #require(world.accessKey("testoperator")?.identity)
        let session = world.ask(
            "AssumeRole",
            ["RoleArn": "acs:ram::1234567890123456:role/operator", "RoleSessionName": "night"],
            caller: user, product: "Sts")
        world.advance(to: testStart + .milliseconds(250))

        var copy = try World(parsing: world.json.bytes)
        #expect(copy.json == world.json)
        let key = try #require(session.json?["Credentials"]?["AccessKeyId"]?.string)
        #expect(copy.accessKey(key)?.expiration == testStart + .seconds(3_600))
        let again = copy.ask(
            "RunInstances",
            [
                "InstanceType": "ecs.g7.large", "SecurityGroupId": "sg-web", "ClientToken": "t-1",
            ], at: testStart + .seconds(900))
        #expect(again.body == made.body)
        #expect(!again.isChange)
        #expect(copy.instance("i-running1")?.status == .stopping)
        copy.advance(to: testStart + .seconds(900) + .milliseconds(150))
        #expect(copy.instance("i-running1")?.status == .stopped)
    }

    @Test func `can leave an instance in a passing state for a while`() throws {
        var world = try World(
            text: """
                { "security_groups": [\(Self.group)],
                  "instances": [{ "instance_id": "i-1", "status": "Starting",
                                  "remaining_ms": 20000, "security_group_ids": ["sg-1"] }] }
                """)
        world.advance(to: testStart)
        world.advance(to: testStart + .seconds(19))
        #expect(world.instance("i-1")?.status == .starting)
        world.advance(to: testStart + .seconds(20))
        #expect(world.instance("i-1")?.status == .running)
    }
}
