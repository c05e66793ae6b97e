import LunetteBase
import Testing

@testable import LunetteClient

private struct Row: Sendable, CustomTestStringConvertible {
    let operation: String
    let parameters: [String: String]
    let read: String
    let finding: String?
    let verdict: Settlement.Verdict

    init(
        _ operation: String, _ parameters: [String: String], _ read: String, _ finding: String?,
        _ verdict: Settlement.Verdict
    ) {
        self.operation = operation
        self.parameters = parameters
        self.read = read
        self.finding = finding
        self.verdict = verdict
    }

    var testDescription: String { "\(operation) \(finding ?? "gone") \(verdict)" }
}

private let groups = #"{"SecurityGroupIds":{"SecurityGroupId":["sg-1","sg-2"]},"Status":"Running"}"#
private let instance = "DescribeInstanceAttribute"
private let interface = "DescribeNetworkInterfaceAttribute"
private let group = "DescribeSecurityGroupAttribute"
private let tags =
    #"{"TagResources":{"TagResource":[{"ResourceId":"i-1","TagKey":"a","TagValue":"1"}]}}"#

private let rows: [Row] = [
    Row(
        "LeaveSecurityGroup", ["InstanceId": "i", "SecurityGroupId": "sg-1"], instance, groups,
        .notMade),
    Row(
        "LeaveSecurityGroup", ["InstanceId": "i", "SecurityGroupId": "sg-9"], instance, groups,
        .made),
    Row(
        "LeaveSecurityGroup", ["NetworkInterfaceId": "e", "SecurityGroupId": "sg-9"], interface,
        groups, .made),
    Row(
        "LeaveSecurityGroup", ["InstanceId": "i", "SecurityGroupId": "sg-1"], instance, nil,
        .unknown),
    Row(
        "LeaveSecurityGroup", ["InstanceId": "i", "SecurityGroupId": "sg-1"], instance, "{}",
        .unknown),
    Row(
        "JoinSecurityGroup", ["InstanceId": "i", "SecurityGroupId": "sg-1"], instance, groups, .made
    ),
    Row(
        "JoinSecurityGroup", ["InstanceId": "i", "SecurityGroupId": "sg-9"], instance, groups,
        .notMade),
    Row(
        "ModifyInstanceAttribute",
        ["InstanceId": "i", "SecurityGroupIds.1": "sg-2", "SecurityGroupIds.2": "sg-1"],
        instance, groups, .made),
    Row(
        "ModifyInstanceAttribute", ["InstanceId": "i", "SecurityGroupIds.1": "sg-2"], instance,
        groups, .notMade),
    Row(
        "ModifyInstanceAttribute", ["InstanceId": "i", "InstanceName": "n"], instance,
        #"{"InstanceName":"n"}"#, .made),
    Row(
        "ModifyInstanceAttribute", ["InstanceId": "i", "InstanceName": "n"], instance,
        #"{"InstanceName":"o"}"#, .notMade),
    Row(
        "ModifyInstanceAttribute", ["InstanceId": "i", "UserData": "x"], instance, groups, .unknown),
    Row(
        "ModifyNetworkInterfaceAttribute",
        ["NetworkInterfaceId": "e", "SecurityGroupId.1": "sg-1", "SecurityGroupId.2": "sg-2"],
        interface, groups, .made),
    Row(
        "ModifySecurityGroupAttribute", ["SecurityGroupId": "sg", "Description": "d"], group,
        #"{"Description":"d"}"#, .made),
    Row("DeleteSecurityGroup", ["SecurityGroupId": "sg"], group, nil, .made),
    Row("DeleteSecurityGroup", ["SecurityGroupId": "sg"], group, "{}", .notMade),
    Row(
        "DeleteNetworkInterface", ["NetworkInterfaceId": "e"], interface, #"{"Status":"Deleting"}"#,
        .made),
    Row("DeleteNetworkInterface", ["NetworkInterfaceId": "e"], interface, nil, .made),
    Row(
        "DeleteNetworkInterface", ["NetworkInterfaceId": "e"], interface,
        #"{"Status":"Available"}"#, .notMade),
    Row("DeleteInstance", ["InstanceId": "i"], instance, nil, .made),
    Row("DeleteInstance", ["InstanceId": "i"], instance, groups, .notMade),
    Row("StartInstance", ["InstanceId": "i"], instance, groups, .made),
    Row("StartInstance", ["InstanceId": "i"], instance, #"{"Status":"Stopped"}"#, .notMade),
    Row("StartInstance", ["InstanceId": "i"], instance, #"{"Status":"Pending"}"#, .unknown),
    Row("StopInstance", ["InstanceId": "i"], instance, #"{"Status":"Stopping"}"#, .made),
    Row("StopInstance", ["InstanceId": "i"], instance, groups, .notMade),
    Row(
        "AttachNetworkInterface", ["NetworkInterfaceId": "e", "InstanceId": "i"], interface,
        #"{"InstanceId":"i","Status":"InUse"}"#, .made),
    Row(
        "AttachNetworkInterface", ["NetworkInterfaceId": "e", "InstanceId": "i"], interface,
        #"{"InstanceId":"","Status":"Available"}"#, .notMade),
    Row(
        "AttachNetworkInterface", ["NetworkInterfaceId": "e", "InstanceId": "i"], interface,
        #"{"InstanceId":"j","Status":"InUse"}"#, .unknown),
    Row(
        "DetachNetworkInterface", ["NetworkInterfaceId": "e", "InstanceId": "i"], interface,
        #"{"Status":"Available"}"#, .made),
    Row(
        "TagResources",
        ["ResourceType": "instance", "ResourceId.1": "i-1", "Tag.1.Key": "a", "Tag.1.Value": "1"],
        "ListTagResources", tags, .made),
    Row(
        "TagResources",
        ["ResourceType": "instance", "ResourceId.1": "i-1", "Tag.1.Key": "a", "Tag.1.Value": "2"],
        "ListTagResources", tags, .notMade),
    Row(
        "UntagResources", ["ResourceType": "instance", "ResourceId.1": "i-1", "TagKey.1": "b"],
        "ListTagResources", tags, .made),
    Row(
        "UntagResources", ["ResourceType": "instance", "ResourceId.1": "i-1", "TagKey.1": "a"],
        "ListTagResources", tags, .notMade),
    Row(
        "UntagResources", ["ResourceType": "instance", "ResourceId.1": "i-1", "All": "true"],
        "ListTagResources", tags, .unknown),
]

@Suite struct SettlementTests {
    @Test(arguments: rows)
    fileprivate func `a read decides whether a change was made`(row: Row) throws {
        let call = ServiceCall(
            operation: row.operation,
            parameters: row.parameters.map { NamedValue($0.key, $0.value) },
            regionID: "cn-hangzhou", isReadOnly: false)
        let settlement = try #require(Settlement.of(call))
        let read = try #require(settlement.subject.read(for: call))
        #expect(read.operation == row.read)
        #expect(read.isReadOnly)
        let finding = try row.finding.map {
            Settlement.Finding.found(try JSONValue(parsing: $0))
        }
        #expect(settlement.verdict(on: call, finding ?? .gone) == row.verdict)
    }

    @Test func `without the id that the read needs, nothing is settled`() {
        let call = ServiceCall(
            operation: "LeaveSecurityGroup", regionID: "cn-hangzhou", isReadOnly: false)
        #expect(Settlement.of(call)?.subject.read(for: call) == nil)
    }
}
