import LunetteBase
import LunetteCatalogue
import LunetteClient

/// One change that a run made, or would make.
public struct ChangeRecord: Sendable, Hashable {
    public let operation: String
    /// The id acted on.
    public let target: String?
    public let regionID: String
    /// What was sent, without what is always sent.
    public let parameters: [NamedValue]
    public let requestID: String?
    /// True when the answer was lost and a read showed that the change was made.
    public let isSettledByRead: Bool
    public let at: Timestamp
    /// What it did, where that is known.
    public var effect: ChangeEffect?

    /// Nothing was sent.
    public var isPredicted: Bool { effect?.isPredicted ?? false }

    /// For reports. Values of parameters that hold secrets are left out.
    public var json: JSONValue {
        var shown = JSONObject()
        for parameter in parameters where parameter.name != "ClientToken" {
            let isSecret = secretParameters.contains(parameter.name)
            shown.append(parameter.name, .string(isSecret ? "<secret>" : parameter.value))
        }
        var json: JSONObject = [
            "operation": .string(operation),
            "target": target.map(JSONValue.string) ?? .null,
            "region_id": .string(regionID),
            "parameters": .object(shown),
            "request_id": requestID.map(JSONValue.string) ?? .null,
            "settled_by_read": .bool(isSettledByRead),
            "at": .string(at.millisecondText),
        ]
        guard let effect else { return .object(json) }
        if effect.isPredicted {
            json["predicted"] = true
            json["assumed"] = .object(
                JSONObject(
                    members: effect.assumptions.map {
                        .init(name: $0.name, value: .string($0.value))
                    }
                ))
        }
        json["before"] = effect.before
        json["after"] = effect.after
        return .object(json)
    }
}
