import LunetteBase
import LunetteClient
import Testing

@testable import LunetteRunbook

/// What was looked at just now is not read again, and nothing older is taken for it.
@Suite struct RecentLooksTests {
    private let looks = RecentLooks()
    private let unit = WorkUnit(path: ["move", "i-1"])

    private func read(_ operation: String, _ name: String, _ value: String) -> ServiceCall {
        ServiceCall(
            operation: operation, parameters: [NamedValue(name, value)], regionID: "cn-hangzhou",
            isReadOnly: true)
    }

    private var attribute: ServiceCall { read("DescribeInstanceAttribute", "InstanceId", "i-1") }

    private let start = RecentLooks.Moment(at: .zero, endedCount: 0)

    private func body(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `a list of one thing shows it as its own read would`() {
        looks.note(
            read("DescribeInstances", "InstanceIds", #"["i-1"]"#),
            body(#"{"Instances":{"Instance":[{"InstanceId":"i-1","Status":"Running"}]}}"#),
            in: unit, since: start)
        #expect(looks.take(attribute, in: unit, at: .seconds(1))?["Status"]?.string == "Running")
    }

    @Test func `a look serves one change`() {
        looks.note(attribute, body("{}"), in: unit, since: start)
        #expect(looks.take(attribute, in: unit, at: .zero) != nil)
        #expect(looks.take(attribute, in: unit, at: .zero) == nil)
    }

    @Test func `a change ends what others saw of the thing`() {
        let other = WorkUnit(path: ["move", "i-1 again"])
        looks.note(attribute, body("{}"), in: other, since: start)
        #expect(looks.take(attribute, in: unit, at: .zero) == nil)
        #expect(looks.take(attribute, in: other, at: .zero) == nil)
    }

    private func change(_ name: String, _ id: String) -> ServiceCall {
        ServiceCall(
            operation: "LeaveSecurityGroup", parameters: [NamedValue(name, id)],
            regionID: "cn-hangzhou", isReadOnly: false)
    }

    @Test(arguments: [("InstanceId", "i-1"), ("NetworkInterfaceId", "eni-1")])
    func `a change by any unit ends what was seen of the thing, and of what is part of it`(
        name: String, id: String
    ) async throws {
        let seen = body(#"{"InstanceId":"i-1","NetworkInterfaceId":"eni-1"}"#)
        looks.note(attribute, seen, in: unit, since: start)
        try await looks.changing(change(name, "i-2")) { () async throws(ErrorObject) in }
        #expect(looks.take(attribute, in: unit, at: .zero) != nil)
        looks.note(attribute, seen, in: unit, since: looks.moment(at: .zero))
        try await looks.changing(change(name, id)) { () async throws(ErrorObject) in }
        #expect(looks.take(attribute, in: unit, at: .zero) == nil)
    }

    @Test func `a look while a change is under way is none, whenever it is answered`() async throws
    {
        let before = looks.moment(at: .zero)
        try await looks.changing(change("InstanceId", "i-1")) { () async throws(ErrorObject) in
            looks.note(attribute, body("{}"), in: unit, since: looks.moment(at: .zero))
        }
        looks.note(attribute, body("{}"), in: unit, since: before)
        #expect(looks.take(attribute, in: unit, at: .zero) == nil)
        looks.note(attribute, body("{}"), in: unit, since: looks.moment(at: .zero))
        #expect(looks.take(attribute, in: unit, at: .zero) != nil)
    }

    @Test func `a look that began too many changes ago is none`() async throws {
        for number in 0..<129 {
            try await looks.changing(change("InstanceId", "i-other\(number)")) {
                () async throws(ErrorObject) in
            }
        }
        looks.note(attribute, body("{}"), in: unit, since: start)
        #expect(looks.take(attribute, in: unit, at: .zero) == nil)
        looks.note(attribute, body("{}"), in: unit, since: .init(at: .zero, endedCount: 1))
        #expect(looks.take(attribute, in: unit, at: .zero) != nil)
    }

    @Test(arguments: [
        ("DescribeInstanceAttribute", "InstanceId", "i-2", Duration.zero),
        ("DescribeInstanceAttribute", "InstanceId", "i-1", .seconds(3)),
        ("DescribeInstances", "InstanceIds", #"["i-1","i-2"]"#, .zero),
        ("DescribeInstances", "Status", "Running", .zero),
        ("DescribeSecurityGroupAttribute", "SecurityGroupId", "i-1", .zero),
    ])
    func `a look at another thing, at more than one, or of long ago is none`(
        operation: String, name: String, value: String, age: Duration
    ) {
        looks.note(read(operation, name, value), body("{}"), in: unit, since: start)
        #expect(looks.take(attribute, in: unit, at: age) == nil)
    }

    @Test(arguments: [(63, true), (64, false)])
    func `the last 64 looks are kept`(others: Int, isKept: Bool) {
        looks.note(attribute, body("{}"), in: unit, since: start)
        for number in 0..<others {
            let id = "i-other\(number)"
            looks.note(
                read("DescribeInstanceAttribute", "InstanceId", id), body("{}"), in: .wholeRun,
                since: start)
        }
        #expect((looks.take(attribute, in: unit, at: .zero) != nil) == isKept)
    }

    @Test func `the thing may not be on the list`() {
        looks.note(
            read("DescribeInstances", "InstanceIds", #"["i-1"]"#),
            body(#"{"Instances":{"Instance":[]}}"#), in: unit, since: start)
        #expect(looks.take(attribute, in: unit, at: .zero) == nil)
    }
}
