import LunetteBase
import LunetteCatalogue

/// One call of the service's API, as the caller means it: unsigned, however often it is tried.
public struct ServiceCall: Sendable, Hashable {
    public var product: Product
    public var operation: String
    /// Flat, as on the wire: `Tag.1.Key`.
    public var parameters: [NamedValue]
    public var regionID: String
    /// Instead of the client's, and the region's.
    public var endpoint: Endpoint?
    /// False for everything that may change something.
    public var isReadOnly: Bool
    /// The service knows a repeated call by its ClientToken, which is filled when it is missing.
    public var takesClientToken: Bool

    public init(
        product: Product = .ecs, operation: String, parameters: [NamedValue] = [],
        regionID: String, endpoint: Endpoint? = nil, isReadOnly: Bool,
        takesClientToken: Bool = false
    ) {
        self.product = product
        self.operation = operation
        self.parameters = parameters
        self.regionID = regionID
        self.endpoint = endpoint
        self.isReadOnly = isReadOnly
        self.takesClientToken = takesClientToken
    }

    /// A call of an ECS operation, with what the catalogue knows of it.
    public init(
        _ operation: Operation, parameters: [NamedValue], regionID: String,
        endpoint: Endpoint? = nil
    ) {
        self.init(
            operation: operation.name, parameters: parameters, regionID: regionID,
            endpoint: endpoint, isReadOnly: operation.isReadOnly,
            takesClientToken: operation.parameter(named: "ClientToken") != nil)
    }

    /// A read, or a dry run.
    public var changesNothing: Bool {
        isReadOnly || parameters.value(named: "DryRun")?.lowercased() == "true"
    }

    /// Whether sending it twice has the effect of sending it once.
    var isRepeatable: Bool {
        changesNothing
            || parameters.contains { $0.name == "ClientToken" && !$0.value.isEmpty }
    }

    /// The id that the call acts on, for errors and reports: of those given, the narrowest.
    public var target: String? {
        for name in Self.targetNames {
            if let value = parameters.value(named: name), !value.isEmpty { return value }
        }
        return nil
    }

    /// What a call acts on rather than with stands first: Leave takes an instance out of a group.
    private static let targetNames = [
        "NetworkInterfaceId", "InstanceId", "DiskId", "SnapshotId", "ImageId", "CommandId",
        "InvokeId", "KeyPairName", "LaunchTemplateId", "DedicatedHostId", "DeploymentSetId",
        "PrefixListId", "EipAddress", "AllocationId", "SecurityGroupId", "VSwitchId", "VpcId",
        "NetworkInterfaceId.1", "InstanceId.1", "ResourceId.1",
    ]
}
