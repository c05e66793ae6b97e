import LunetteBase
import LunetteEmulator
import LunetteSigning
import LunetteTesting
import LunetteWorld
import Testing

@Suite struct RandomRequestTests {
    private static let operations = [
        "LeaveSecurityGroup", "JoinSecurityGroup", "ModifyInstanceAttribute",
        "ModifyNetworkInterfaceAttribute", "DescribeInstances", "DescribeNetworkInterfaces",
        "DescribeSecurityGroups", "CreateSecurityGroup", "DeleteSecurityGroup", "StopInstance",
        "StartInstance", "AuthorizeSecurityGroup", "Nonsense",
    ]
    private static let groups = ["sg-web", "sg-ops", "sg-quarantine", "sg-empty", "sg-missing"]
    private static let instances = ["i-running1", "i-running2", "i-stopped1", "i-single", "i-none"]
    private static let interfaces = ["eni-secondary1", "eni-available1", "eni-single", "eni-none"]

    /// Parameters that often make sense together, and often don't.
    private func request(_ generator: inout SeededGenerator) -> TestRequest {
        func pick(_ names: [String]) -> String {
            names[Int.random(in: 0..<names.count, using: &generator)]
        }
        var parameters = [("RegionId", "cn-hangzhou")]
        if Bool.random(using: &generator) {
            parameters.append(("InstanceId", pick(Self.instances)))
        }
        if Int.random(in: 0..<3, using: &generator) == 0 {
            parameters.append(("NetworkInterfaceId", pick(Self.interfaces)))
        }
        parameters.append(("SecurityGroupId", pick(Self.groups)))
        if Bool.random(using: &generator) {
            parameters.append(("SecurityGroupIds.1", pick(Self.groups)))
            parameters.append(("SecurityGroupId.1", pick(Self.groups)))
        }
        parameters.append(("IpProtocol", "TCP"))
        parameters.append(("PortRange", "22/22"))
        parameters.append(("SourceCidrIp", "10.0.0.0/8"))
        return TestRequest(
            pick(Self.operations), parameters,
            algorithm: Bool.random(using: &generator) ? .acs3 : .rpc)
    }

    @Test func `random requests from 16 connections leave the world sound and the log complete`()
        async throws
    {
        try await withEmulator { emulator in
            var generator = SeededGenerator(seed: 16)
            let connections = try (0..<16).map { _ in try RawConnection(port: emulator.port) }
            // 50,016 requests in the long form.
            let rounds = TestLength.rounds(10, long: 521)
            let count = rounds * 16 * 6
            var answered = 0
            for _ in 0..<rounds {
                for connection in connections {
                    connection.send((0..<6).flatMap { _ in request(&generator).bytes })
                }
                for connection in connections {
                    for _ in 0..<6 where connection.response() != nil { answered += 1 }
                }
            }
            #expect(answered == count)
            let calls = emulator.calls()
            #expect(calls.map(\.sequence) == Array(1...count))
            #expect(Set(calls.compactMap(\.nonce)).count == count)
            #expect(!calls.contains { $0.code?.hasPrefix("Signature") == true })
            #expect(calls.contains { $0.code == nil && $0.operation == "LeaveSecurityGroup" })
            #expect(emulator.world().invariantViolations() == [])
        }
    }
}
