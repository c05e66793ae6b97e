import LunetteBase
import LunetteCatalogue
import LunetteEmulator
import Testing

/// What a run's part of the emulator's call log must be.
struct SpecCaseCalls {
    let calls: ArraySlice<CallRecord>

    /// Compares with what a run of `case.json` says of the calls.
    func check(_ run: JSONValue) {
        if let wanted = run["calls"]?.array {
            #expect(JSONValue.array(Self.lines(calls)) == .array(wanted))
        }
        if let wanted = run["changing_calls"]?.array {
            let changing = calls.filter { call in
                Catalogue.operation(named: call.operation)?.isReadOnly != true
            }
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
