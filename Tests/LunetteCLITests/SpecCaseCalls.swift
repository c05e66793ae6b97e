import LunetteBase
import LunetteCatalogue
import LunetteEmulator
import Testing

/// What a run's part of the emulator's call log must be.
struct SpecCaseCalls {
    /// Those that the run asked for. What the journal asks for is left out: whose account it is,
    /// once, and directly before a change the state that it will change; where the script itself
    /// has just looked at that, its own read serves, and is left out with it.
    private let calls: [CallRecord]

    init(log: ArraySlice<CallRecord>) {
        var calls: [CallRecord] = []
        let identity = ["GetCallerIdentity", "GetAccountAlias"]
        for call in log where !identity.contains(call.operation) {
            if Self.isChange(call), let last = calls.last, Self.looks(last, at: call) {
                calls.removeLast()
            }
            calls.append(call)
        }
        self.calls = calls
    }

    private static func isChange(_ call: CallRecord) -> Bool {
        Catalogue.operation(named: call.operation)?.isReadOnly != true
    }

    /// Whether a read is of what the change is about.
    private static func looks(_ read: CallRecord, at change: CallRecord) -> Bool {
        let reads = [
            "DescribeInstanceAttribute", "DescribeNetworkInterfaceAttribute",
            "DescribeSecurityGroupAttribute", "ListTagResources",
        ]
        let ids = read.parameters.filter { $0.name.contains("Id") && $0.name != "RegionId" }
        return reads.contains(read.operation)
            && ids.contains { id in change.parameters.contains { $0.value == id.value } }
    }

    /// Compares with what a run of `case.json` says of the calls.
    func check(_ run: JSONValue) {
        if let wanted = run["calls"]?.array {
            #expect(JSONValue.array(Self.lines(calls)) == .array(wanted))
        }
        if let wanted = run["changing_calls"]?.array {
            let changing = calls.filter(Self.isChange)
            #expect(JSONValue.array(Self.lines(changing)) == .array(wanted))
        }
        for count in run["call_counts"]?.object?.members ?? [] {
            let matching = Self.lines(calls).filter { globMatches(count.name, $0.string ?? "") }
            #expect(.integer(Int64(matching.count)) == count.value, "calls of \(count.name)")
        }
        for operation in run["parameters"]?.object?.members ?? [] {
            checkParameters(of: operation.name, operation.value.object?.members ?? [])
        }
    }

    private static func lines(_ calls: some Sequence<CallRecord>) -> [JSONValue] {
        calls.map { call in
            .string([call.operation, call.code].compactMap { $0 }.joined(separator: " "))
        }
    }

    /// Each call of the operation has these parameters; null: it has none of that name.
    private func checkParameters(of operation: String, _ wanted: [JSONObject.Member]) {
        for call in calls where call.operation == operation {
            for member in wanted {
                let value = call.parameters.value(named: member.name).map(JSONValue.string) ?? .null
                #expect(
                    value.differences(from: member.value, at: "\(operation).\(member.name)") == [])
            }
        }
    }
}
