import LunetteBase
import LunetteWorld
import Testing

@Suite struct `Lists` {
    private func all(
        _ world: inout World, _ operation: String, _ list: String, _ element: String,
        _ id: String, _ parameters: [String: String], between: (inout World) -> Void = { _ in }
    ) -> [String] {
        var found: [String] = []
        var token = ""
        repeat {
            let answer = world.ask(
                operation, parameters.merging(["MaxResults": "7", "NextToken": token]) { $1 })
            found += answer.values(list, element, id)
            token = answer.json?["NextToken"]?.string ?? ""
            between(&world)
        } while !token.isEmpty
        return found
    }

    @Test func `show each instance once, by token and by page number`() {
        var world = World.generated(instances: 100, groups: 5, enis: 60, seed: 3)
        let expected = world.allInstances.map(\.id)
        #expect(
            all(&world, "DescribeInstances", "Instances", "Instance", "InstanceId", [:]) == expected
        )
        var paged: [String] = []
        for page in 1...15 {
            let answer = world.ask(
                "DescribeInstances", ["PageSize": "7", "PageNumber": String(page)])
            #expect(answer.json?["TotalCount"]?.integer == 100)
            paged += answer.values("Instances", "Instance", "InstanceId")
        }
        #expect(paged == expected)
    }

    @Test func `by token stay whole while instances come and go`() throws {
        var world = World.generated(instances: 100, groups: 5, enis: 0, seed: 4)
        let before = Set(world.allInstances.map(\.id))
        var gone = Set<String>()
        var step = 0
        let found = all(
            &world, "DescribeInstances", "Instances", "Instance", "InstanceId", [:]
        ) { world in
            let victim = "i-gen0000\(step * 13 % 100 < 10 ? "0" : "")\(step * 13 % 100)"
            let deletion = world.ask("DeleteInstance", ["InstanceId": victim, "Force": "true"])
            if deletion.code == nil { gone.insert(victim) }
            _ = world.ask(
                "RunInstances",
                ["InstanceType": "ecs.g7.large", "SecurityGroupId": "sg-gen000001", "Amount": "2"])
            step += 1
        }
        #expect(gone.count > 5)
        #expect(Set(found).count == found.count, "none is shown twice")
        #expect(before.subtracting(gone).isSubset(of: found), "none that stayed is missed")
        #expect(world.invariantViolations() == [])
    }

    @Test func `by tag show at most 1,000`() {
        var world = World.generated(instances: 1_100, groups: 4, enis: 0, seed: 5)
        let tagged = world.ask("DescribeInstances", ["PageSize": "100", "Tag.1.Key": "role"])
        #expect(tagged.json?["TotalCount"]?.integer == 1_000)
        #expect(world.ask("DescribeInstances").json?["TotalCount"]?.integer == 1_100)
    }

    @Test func `of interfaces by group leave out primary ones; of instances, secondary ones`() {
        var world = World.standard
        let interfaces = world.ask(
            "DescribeNetworkInterfaces", ["SecurityGroupId": "sg-ops", "MaxResults": "500"])
        #expect(
            interfaces.values("NetworkInterfaceSets", "NetworkInterfaceSet", "NetworkInterfaceId")
                == ["eni-attaching", "eni-available1", "eni-managed", "eni-secondary1"])
        let instances = world.ask("DescribeInstances", ["SecurityGroupId": "sg-enterprise"])
        #expect(instances.values("Instances", "Instance", "InstanceId") == ["i-enterprise"])
    }

    @Test(arguments: [
        ("[]", [String]()), ("[\"i-single\",\"i-missing\",\"i-beijing\"]", ["i-single"]),
    ])
    func `of instances by ids show those that exist here`(ids: String, expected: [String]) {
        var world = World.standard
        let answer = world.ask("DescribeInstances", ["InstanceIds": ids])
        #expect(answer.values("Instances", "Instance", "InstanceId") == expected)
        #expect(answer.json?["TotalCount"]?.integer == Int64(expected.count))
    }

    @Test(arguments: [
        ("DescribeInstances", ["InstanceIds": "i-single"]),
        ("DescribeInstances", ["PageSize": "101"]),
        ("DescribeInstances", ["PageNumber": "0"]),
        ("DescribeInstances", ["NextToken": "abc"]),
        ("DescribeInstances", ["NextToken": "zz"]),
        ("DescribeInstanceStatus", ["PageSize": "51"]),
        ("DescribeSecurityGroups", ["PageSize": "51"]),
        ("DescribeNetworkInterfaces", ["MaxResults": "501"]),
    ])
    func `refuse values that are out of range`(operation: String, parameters: [String: String]) {
        var world = World.standard
        let answer = world.ask(operation, parameters)
        #expect(answer.code == "InvalidParameter")
        #expect(answer.ruleID == "P4")
    }

    @Test func `filters are joined by AND`() {
        var world = World.standard
        let answer = world.ask(
            "DescribeInstances",
            [
                "SecurityGroupId": "sg-ops", "Status": "Running", "Tag.1.Key": "role",
                "Tag.1.Value": "web", "InstanceName": "web*", "VpcId": "vpc-cn-hangzhou",
            ])
        #expect(
            answer.values("Instances", "Instance", "InstanceId") == ["i-running1", "i-running2"])
    }

    @Test func `of tags hand out every tag once`() {
        var world = World.generated(instances: 120, groups: 2, enis: 0, seed: 6)
        var ids: [String] = []
        var token = ""
        repeat {
            let answer = world.ask(
                "ListTagResources",
                ["ResourceType": "instance", "Tag.1.Key": "role", "NextToken": token])
            ids += answer.values("TagResources", "TagResource", "ResourceId")
            token = answer.json?["NextToken"]?.string ?? ""
        } while !token.isEmpty
        #expect(ids == world.allInstances.map(\.id))
    }

    @Test func `answers in XML carry the same values as in JSON`() {
        var world = World.standard
        let xml = world.ask(
            "DescribeInstances", ["InstanceIds": "[\"i-running1\"]"], format: .xml
        ).text
        #expect(xml.contains("<DescribeInstancesResponse><RequestId>"))
        #expect(xml.contains("<Instances><Instance><InstanceId>i-running1</InstanceId>"))
        #expect(
            xml.contains(
                "<SecurityGroupIds><SecurityGroupId>sg-web</SecurityGroupId>"
                    + "<SecurityGroupId>sg-ops</SecurityGroupId></SecurityGroupIds>"))
        #expect(xml.hasSuffix("</DescribeInstancesResponse>"))
    }
}
