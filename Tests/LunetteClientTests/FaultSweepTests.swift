import LunetteBase
import LunetteClient
import Testing

@Suite struct FaultSweepTests {
    private func change(_ operation: String, _ group: String) -> ServiceCall {
        var call = ServiceCall.leave
        call.operation = operation
        call.parameters[0].value = group
        return call
    }

    private var calls: [ServiceCall] {
        let set = ServiceCall(
            operation: "ModifyInstanceAttribute",
            parameters: [
                NamedValue("InstanceId", "i-1"), NamedValue("SecurityGroupIds.1", "sg-2"),
                NamedValue("SecurityGroupIds.2", "sg-5"),
            ], regionID: "cn-hangzhou", isReadOnly: false)
        return [
            change("JoinSecurityGroup", "sg-3"), change("LeaveSecurityGroup", "sg-1"), .create,
            change("LeaveSecurityGroup", "sg-3"), set,
        ]
    }

    @Test(arguments: MembershipServer.Fault.allCases)
    func `whichever request fails, the world ends as if none had`(fault: MembershipServer.Fault)
        async throws
    {
        var number = 0
        var isUntouched = false
        while !isUntouched {
            number += 1
            let world = MembershipServer(fault, at: [number])
            let fixture = ClientFixture(world.server)
            for call in calls { _ = try await fixture.client.call(call) }
            let end = world.world
            #expect(end.groups == ["sg-2", "sg-5"], "request \(number)")
            #expect(
                end.changes == [
                    "join sg-3", "leave sg-1", "create 1", "leave sg-3", "set sg-2,sg-5",
                ],
                "request \(number)")
            #expect(end.repeatedNonces == 0)
            isUntouched = world.server.requests.count < number
        }
        #expect(number == calls.count + 1)
    }

    @Test(arguments: MembershipServer.Fault.allCases)
    func `two failures in a row are no worse`(fault: MembershipServer.Fault) async throws {
        for number in 1...calls.count {
            let world = MembershipServer(fault, at: [number, number + 1])
            let fixture = ClientFixture(world.server)
            for call in calls { _ = try await fixture.client.call(call) }
            #expect(world.world.groups == ["sg-2", "sg-5"])
            #expect(world.world.created == 1)
        }
    }

    @Test func `a change that was made without an answer counts as made, and is not sent again`()
        async throws
    {
        let world = MembershipServer(.closedAfter, at: [1])
        let response = try await ClientFixture(world.server).client.call(.leave)
        #expect(response.isSettledByRead)
        #expect(world.server.operations == ["LeaveSecurityGroup", "DescribeInstanceAttribute"])
    }

    @Test func `a refusal of the next try ends no doubt that only a token could`() async throws {
        let server = LoopbackServer {
            $0.number == 1 ? .close : .failure(403, "Forbidden.RAM")
        }
        let failure = try #require(await ClientFixture(server).failure(.create))
        #expect(server.operations == ["CreateSecurityGroup", "CreateSecurityGroup"])
        #expect(failure.disposition == .inDoubt)
        #expect(failure.code == "ConnectionBroken")
        #expect(failure.message.contains("Forbidden.RAM"))
        #expect(failure.attempts == 2)
    }

    @Test func `a change that was not made is sent again after the read that shows it`()
        async throws
    {
        let world = MembershipServer(.timeoutNotApplied, at: [1])
        let response = try await ClientFixture(world.server).client.call(.leave)
        #expect(!response.isSettledByRead)
        #expect(response.attempts == 2)
        #expect(
            world.server.operations
                == ["LeaveSecurityGroup", "DescribeInstanceAttribute", "LeaveSecurityGroup"])
    }

    @Test func `what no read can settle is in doubt, and sent once`() async throws {
        let world = MembershipServer(.closedAfter, at: [1])
        var reboot = ServiceCall.leave
        reboot.operation = "RebootInstance"
        let error = try #require(await ClientFixture(world.server).failure(reboot))
        #expect(error.disposition == .inDoubt)
        #expect(error.kind == .transport)
        #expect(error.attempts == 1)
        #expect(world.server.requests.count == 1)
    }

    @Test func `a password's change is in doubt: no read shows it`() async throws {
        let world = MembershipServer(.timeoutApplied, at: [1])
        let call = ServiceCall(
            operation: "ModifyInstanceAttribute",
            parameters: [NamedValue("InstanceId", "i-1"), NamedValue("Password", "x")],
            regionID: "r", isReadOnly: false)
        let error = try #require(await ClientFixture(world.server).failure(call))
        #expect(error.disposition == .inDoubt)
        #expect(error.kind == .timeout)
        #expect(error.httpStatus == 504)
    }

    @Test func `a change whose every answer is lost unmade ends in doubt`() async throws {
        let changes = Set(1...20)
        let world = MembershipServer(.timeoutNotApplied, at: changes)
        let error = try #require(await ClientFixture(world.server).failure(.leave))
        #expect(error.disposition == .inDoubt)
        #expect(error.code == "RequestTimeout")
        #expect(world.world.changes.isEmpty)
    }

    @Test func `refusals after an unknown outcome are not taken for success`() async throws {
        let world = MembershipServer(.timeoutNotApplied, at: [1])
        let last = ServiceCall(
            operation: "LeaveSecurityGroup",
            parameters: [
                NamedValue("SecurityGroupId", "sg-2"), NamedValue("InstanceId", "i-1"),
            ], regionID: "cn-hangzhou", isReadOnly: false)
        let fixture = ClientFixture(world.server)
        _ = try await fixture.client.call(.leave)
        #expect(await fixture.failure(last)?.code == "InstanceLastSecurityGroup")
    }
}
