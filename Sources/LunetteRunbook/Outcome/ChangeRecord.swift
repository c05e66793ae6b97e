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
    /// Where the script asked for it; known in dry runs only.
    public var place: ScriptPlace?
    /// The items of fleets that it is made for, as a unit of work has them.
    var fleet: [String] = []
    /// The profile or role that it is made as, where that is another than the run's own.
    var caller: String?
    /// What the service would answer, where that names things that the change makes.
    var answer: JSONValue?

    /// Nothing was sent.
    public var isPredicted: Bool { effect?.isPredicted ?? false }

    /// For reports. Values of parameters that hold secrets are left out.
    public var json: JSONValue {
        var shown = parameters.withoutSecrets
        shown["ClientToken"] = nil
        var json: JSONObject = [
            "operation": .string(operation),
            "target": target.map(JSONValue.string) ?? .null,
            "region_id": .string(regionID),
            "parameters": .object(shown),
            "request_id": requestID.map(JSONValue.string) ?? .null,
            "settled_by_read": .bool(isSettledByRead),
            "at": .string(at.millisecondText),
        ]
        json["file"] = place.map { .string($0.file) }
        json["line"] = place.map { .integer(Int64($0.line)) }
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

extension [NamedValue] {
    /// As an object, fit to be shown and recorded: secret values are replaced.
    var withoutSecrets: JSONObject {
        var shown = JSONObject()
        for parameter in self {
            let isSecret = isSecret(parameter.name)
            shown.append(parameter.name, .string(isSecret ? "<secret>" : parameter.value))
        }
        return shown
    }
}

extension JSONValue {
    /// An answer fit to be recorded: without the values that are shown once and never again.
    var withoutSecrets: JSONValue {
        switch self {
        case .object(let object):
            .object(
                JSONObject(
                    members: object.members.map { member in
                        JSONObject.Member(
                            name: member.name,
                            value: isSecret(member.name)
                                ? "<secret>" : member.value.withoutSecrets)
                    }))
        case .array(let elements): .array(elements.map(\.withoutSecrets))
        default: self
        }
    }
}

/// Whether a parameter (`LaunchTemplateData.UserData`) or field holds a secret.
private func isSecret(_ name: String) -> Bool {
    secretParameters.contains(name.split(separator: ".").last.map(String.init) ?? name)
}
