import LunetteBase
import LunetteClient
import LunetteJournal

/// What tells one change of a run from another, but for how often the script makes the same.
struct ChangeKey: Sendable, Hashable {
    let unit: [String]
    /// The profile or role, where it is another than the run's own.
    let caller: String?
    let operation: String
    let regionID: String
    /// Sorted by name, without the ClientToken, which is new each time.
    var parameters: [NamedValue]

    init(unit: WorkUnit, _ call: ServiceCall, as caller: String?) {
        self.init(
            unit: unit.path, caller: caller, operation: call.operation, regionID: call.regionID,
            parameters: call.parameters.withoutSecrets)
    }

    init(_ intent: ChangeIntent) {
        self.init(
            unit: intent.unit, caller: intent.caller, operation: intent.operation,
            regionID: intent.regionID,
            parameters: intent.parameters)
    }

    private init(
        unit: [String], caller: String?, operation: String, regionID: String,
        parameters: JSONObject
    ) {
        self.unit = unit
        self.caller = caller
        self.operation = operation
        self.regionID = regionID
        self.parameters = parameters.members
            .filter { $0.name != "ClientToken" }
            .map { NamedValue($0.name, $0.value.string ?? "") }
            .sorted { ($0.name, $0.value) < ($1.name, $1.value) }
    }
}
