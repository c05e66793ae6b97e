import LunetteBase
import LunetteWorld
import Testing

/// Requests of every kind, drawn from a seed; ids are mostly ones that exist.
struct RequestDraw {
    private var state: UInt64
    private var groups: [String] = []
    private var instances: [String] = []
    private var interfaces: [String] = []

    init(seed: Int) {
        state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    }

    mutating func draw(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(count))
    }

    mutating func pick(_ values: [String]) -> String {
        values.isEmpty || draw(40) == 0 ? "missing" : values[draw(values.count)]
    }

    /// Learns which ids there are.
    mutating func look(at world: World) {
        groups = world.allGroups.map(\.id)
        instances = world.allInstances.map(\.id)
        interfaces = world.allInterfaces.map(\.id)
    }

    mutating func request() -> (operation: String, parameters: [String: String]) {
        switch draw(20) {
        case 0, 1: return ("LeaveSecurityGroup", membership())
        case 2, 3: return ("JoinSecurityGroup", membership())
        case 4:
            var parameters = ["InstanceId": pick(instances)]
            for index in 1...(1 + draw(4)) {
                parameters["SecurityGroupIds.\(index)"] = pick(groups)
            }
            return ("ModifyInstanceAttribute", parameters)
        case 5:
            var parameters = ["NetworkInterfaceId": pick(interfaces)]
            for index in 1...(1 + draw(4)) { parameters["SecurityGroupId.\(index)"] = pick(groups) }
            return ("ModifyNetworkInterfaceAttribute", parameters)
        case 6:
            return (
                "CreateSecurityGroup",
                [
                    "VpcId": draw(5) == 0 ? "vpc-other" : "vpc-cn-hangzhou",
                    "SecurityGroupType": draw(4) == 0 ? "enterprise" : "normal",
                ]
            )
        case 7: return ("DeleteSecurityGroup", ["SecurityGroupId": pick(groups)])
        case 8, 9: return (draw(4) == 0 ? "RevokeSecurityGroup" : "AuthorizeSecurityGroup", rule())
        case 10, 11, 12: return interfaceRequest()
        case 13:
            return (
                "RunInstances",
                [
                    "InstanceType": "ecs.g7.large", "SecurityGroupId": pick(groups),
                    "Amount": String(1 + draw(2)), "ClientToken": String(draw(500)),
                ]
            )
        case 14, 15:
            let operations = ["StartInstance", "StopInstance", "RebootInstance", "DeleteInstance"]
            return (operations[draw(4)], ["InstanceId": pick(instances), "Force": "true"])
        case 16: return ("DescribeInstances", ["SecurityGroupId": pick(groups)])
        case 17: return ("DescribeNetworkInterfaces", ["MaxResults": "5"])
        case 18:
            return (
                "TagResources",
                [
                    "ResourceType": "instance", "ResourceId.1": pick(instances),
                    "Tag.1.Key": "k\(draw(3))", "Tag.1.Value": "v",
                ]
            )
        default: return ("DescribeSecurityGroupAttribute", ["SecurityGroupId": pick(groups)])
        }
    }

    private mutating func interfaceRequest() -> (operation: String, parameters: [String: String]) {
        let pair = ["NetworkInterfaceId": pick(interfaces), "InstanceId": pick(instances)]
        switch draw(4) {
        case 0: return ("AttachNetworkInterface", pair)
        case 1: return ("DetachNetworkInterface", pair)
        case 2: return ("DeleteNetworkInterface", pair)
        default:
            return (
                "CreateNetworkInterface",
                ["VSwitchId": "vsw-cn-hangzhou", "SecurityGroupId": pick(groups)]
            )
        }
    }

    private mutating func membership() -> [String: String] {
        draw(2) == 0
            ? ["SecurityGroupId": pick(groups), "InstanceId": pick(instances)]
            : ["SecurityGroupId": pick(groups), "NetworkInterfaceId": pick(interfaces)]
    }

    private mutating func rule() -> [String: String] {
        var parameters = [
            "SecurityGroupId": pick(groups), "IpProtocol": "tcp",
            "PortRange": "\(1 + draw(3))/9",
        ]
        if draw(2) == 0 {
            parameters["SourceGroupId"] = pick(groups)
        } else {
            parameters["SourceCidrIp"] = "10.0.0.0/8"
        }
        return parameters
    }
}

@Suite struct `Random requests` {
    private static func quotas() -> Quotas {
        var quotas = Quotas()
        quotas.groupsPerInterface = 4
        quotas.addressesPerNormalGroup = 16
        quotas.interfacesPerEnterpriseGroup = 4
        quotas.permissionsPerGroup = 3
        quotas.permissionsPerInterface = 6
        quotas.interfacesPerInstance = 3
        quotas.groupsPerRegion = 10
        return quotas
    }

    /// 40 seeds of 500 requests each; with and without time that passes.
    @Test(arguments: 0..<40)
    func `leave every invariant true, after each change`(seed: Int) throws {
        var world = World.standard
        world.quotas = Self.quotas()
        if seed % 2 == 1 {
            world.delays = .brief
        }
        var draw = RequestDraw(seed: seed)
        var now = testStart
        var succeeded = 0
        for step in 0..<500 {
            if step % 10 == 0 { draw.look(at: world) }
            let (operation, parameters) = draw.request()
            now = now + .milliseconds(draw.draw(400))
            let before: JSONValue? = step % 50 == 0 ? .some(world.json) : .none
            let answer = world.ask(operation, parameters, at: now)
            if step % 10 == 0 { try #require(answer.json != nil, "\(operation) answers JSON") }
            if answer.isChange || step % 10 == 0 {
                let violations = world.invariantViolations()
                try #require(violations.isEmpty, "\(operation) \(parameters): \(violations)")
            }
            if let before, answer.code != nil, seed % 2 == 0 {
                #expect(world.json == before, "a refused \(operation) changes nothing")
            }
            #expect(answer.code == nil || answer.ruleID != nil, "\(answer.code ?? "") has a rule")
            if answer.isChange { succeeded += 1 }
        }
        #expect(succeeded > 50, "enough of the requests must do something")
        let copy = try World(parsing: world.json.bytes)
        #expect(copy.json == world.json)
        #expect(copy.invariantViolations() == [])
    }
}

extension Delays {
    static var brief: Delays {
        var delays = Delays()
        delays.pending = 300
        delays.starting = 500
        delays.stopping = 400
        delays.creating = 200
        delays.attaching = 250
        delays.detaching = 350
        delays.deleting = 150
        delays.propagation = 500
        delays.conflict = 100
        return delays
    }
}
