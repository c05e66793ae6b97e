import LunetteBase
import LunetteCatalogue

/// The call that a decision is about, as it would be sent.
public struct PermissionRequest: Sendable {
    public var operation: Operation
    /// The ids that the call names.
    public var targets: [CallTarget]
    /// Whose resources it touches; nil while nobody knows.
    public var account: CloudAccount?
    public var regionID: String
    /// The credentials profile that it is made with; nil for credentials that have none.
    public var profile: String?

    public init(
        _ operation: Operation, targets: [CallTarget] = [], account: CloudAccount? = nil,
        regionID: String, profile: String? = nil
    ) {
        self.operation = operation
        self.targets = targets
        self.account = account
        self.regionID = regionID
        self.profile = profile
    }

    /// A plain read: it neither changes nor reveals anything.
    var isPlainRead: Bool { operation.isReadOnly && !operation.isSensitive }
}

/// A cloud account, as people know it.
public struct CloudAccount: Sendable, Hashable {
    public var id: String
    /// The name that it was given; nil when it has none, or when nobody may read it.
    public var alias: String?
    /// Who the credentials stand for there: `acs:ram::1234567890123456:user/ops`.
    public var principal: String?

    public init(id: String, alias: String? = nil) {
        self.id = id
        self.alias = alias
    }

    /// What a person types to show that it is meant.
    public var name: String { alias ?? id }

    /// Both, for people: `prod-main (1234567890123456)`.
    public var text: String { alias.map { "\($0) (\(id))" } ?? id }

    /// Why it is not the account that `--account` means, by id or alias; nil: it is.
    public func mismatch(with name: String) -> String? {
        [id, alias].contains(name)
            ? nil : "these credentials are of the account \(text), not of \(name)"
    }
}

/// An id that a call names, and the parameter that it stands in.
public struct CallTarget: Sendable, Hashable {
    /// Without indices: `InstanceId`, `Permissions.SourceGroupId`.
    public var parameter: String
    public var id: String

    public init(_ parameter: String, _ id: String) {
        self.parameter = parameter
        self.id = id
    }

    /// All ids in a call's parameters, however they are written: one a parameter, numbered, or
    /// several in one as JSON or with commas.
    static func list(in parameters: [NamedValue]) -> [CallTarget] {
        parameters.flatMap { parameter -> [CallTarget] in
            let name = parameter.name.split(separator: ".")
                .filter { !$0.allSatisfy(\.isNumber) }.joined(separator: ".")
            guard isID(name) else { return [] }
            return ids(in: parameter.value).map { CallTarget(name, $0) }
        }
    }

    /// The ids in one parameter's value.
    static func ids(in value: String) -> [String] {
        if value.hasPrefix("["), let list = try? JSONValue(parsing: value).array {
            return list.compactMap(\.string)
        }
        return value.split(separator: ",").map(String.init)
    }

    private static func isID(_ name: String) -> Bool {
        let last = name.split(separator: ".").last ?? ""
        let isCommon = ["RegionId", "ZoneId", "ClientToken"].contains(last)
        return !isCommon && endings.contains { last.hasSuffix($0) }
    }

    private static let endings = ["Id", "Ids", "KeyPairName", "KeyPairNames", "EipAddress"]
}
