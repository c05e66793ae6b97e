import LunetteBase
import LunetteWorld
import Testing

@Suite struct `Disturbance` {
    private func request(_ parameters: [String: String] = [:]) -> ServiceRequest {
        ServiceRequest(
            operation: "LeaveSecurityGroup", parameters: parameters,
            caller: World.standard.anonymousIdentity, requestID: "1")
    }

    private func strikes(_ fault: Fault, _ count: Int) -> [Int] {
        var plan = FaultPlan([fault])
        return (1...count).filter { _ in plan.fault(for: request()) != nil }
    }

    @Test func `faults strike always, the nth time, or every nth time`() {
        var fault = Fault()
        #expect(strikes(fault, 3) == [1, 2, 3])
        fault.nth = 2
        #expect(strikes(fault, 5) == [2])
        fault.nth = nil
        fault.every = 2
        #expect(strikes(fault, 5) == [2, 4])
    }

    @Test func `faults strike at their rate, and alike for the same seed`() {
        var fault = Fault()
        fault.rate = 0.25
        fault.seed = 7
        let struck = strikes(fault, 2_000)
        #expect((400...600).contains(struck.count))
        #expect(strikes(fault, 2_000) == struck)
        fault.seed = 8
        #expect(strikes(fault, 2_000) != struck)
    }

    @Test func `faults match operations and parameters by patterns`() {
        var fault = Fault()
        fault.operation = "Leave*"
        fault.parameters = ["InstanceId": "i-web*"]
        #expect(fault.matches(request(["InstanceId": "i-web1"])))
        #expect(!fault.matches(request(["InstanceId": "i-db1"])))
        #expect(!fault.matches(request()))
        fault.operation = "Join*"
        #expect(!fault.matches(request(["InstanceId": "i-web1"])))
    }

    @Test func `a minute's calls are counted by account, region and operation`() {
        var windows = ThrottleWindows()
        let limits = [ThrottleLimit(operation: "Describe*", perMinute: 2)]
        func admit(
            _ operation: String, _ region: String = "r", _ account: String = "a",
            after seconds: Int64 = 0
        ) -> ThrottleWindows.Verdict {
            windows.admit(
                operation: operation, accountID: account, regionID: region, limits: limits,
                now: Timestamp(secondsSinceEpoch: 600 + seconds))
        }
        #expect(admit("DescribeZones") == .allowed)
        #expect(admit("DescribeZones") == .allowed)
        #expect(
            admit("DescribeZones", after: 15)
                == .refused(limit: limits[0], retryAfterMilliseconds: 45_000))
        #expect(admit("DescribeRegions") == .allowed)
        #expect(admit("DescribeZones", "other") == .allowed)
        #expect(admit("DescribeZones", "r", "other") == .allowed)
        #expect(admit("LeaveSecurityGroup") == .allowed)
        #expect(admit("DescribeZones", after: 60) == .allowed)
    }
}
