import LunetteBase

/// What a prediction rests on and reads do not show: how many of a thing an account may have, how
/// long the service takes, which contract it keeps.
public struct Assumptions: Sendable, Hashable {
    public var quotas = Quotas()
    public var delays = Delays()
    public var contract = ContractProfile.current
    /// The service's own word, not a guess: so with the emulator.
    public var isKnown = false

    public init() {}

    /// What the real service is taken to do: the limits page's quotas, and times as they are seen.
    public static let ofTheCloud: Assumptions = {
        var assumptions = Assumptions()
        assumptions.delays.pending = 5_000
        assumptions.delays.starting = 15_000
        assumptions.delays.stopping = 15_000
        assumptions.delays.creating = 2_000
        assumptions.delays.attaching = 5_000
        assumptions.delays.detaching = 5_000
        assumptions.delays.deleting = 2_000
        return assumptions
    }()

    /// What the emulator says of itself, in the form of a world file; nil when it is none.
    public init?(worldFile: [UInt8], contract: ContractProfile = .current) {
        guard let file = try? JSONValue(parsing: worldFile), file.object != nil else { return nil }
        let limits = JSONObject(
            members: file.object?.members.filter { ["quotas", "delays"].contains($0.name) } ?? [])
        guard let world = try? World(parsing: JSONValue.object(limits).bytes) else { return nil }
        self.init(of: world, contract: contract)
    }

    /// What an emulator with this world does.
    public init(of world: World, contract: ContractProfile = .current) {
        quotas = world.quotas
        delays = world.delays
        self.contract = contract
        isKnown = true
    }

    /// What the prediction of an operation rests on, by name.
    func made(for operation: String) -> [NamedValue] {
        var made = [NamedValue("ram", "allows it")]
        guard !isKnown else { return made }
        for name in Self.names[operation, default: []] {
            if let value = values[name] { made.append(NamedValue(name, value)) }
        }
        return made
    }

    private var values: [String: String] {
        func time(_ milliseconds: Int) -> String { Duration.milliseconds(milliseconds).text }
        return [
            "groups_per_interface": String(quotas.groupsPerInterface),
            "groups_per_region": String(quotas.groupsPerRegion),
            "permissions_per_group": String(quotas.permissionsPerGroup),
            "group_permissions_per_group": String(quotas.groupPermissionsPerGroup),
            "permissions_per_interface": String(quotas.permissionsPerInterface),
            "interfaces_per_instance": String(quotas.interfacesPerInstance),
            "tags_per_resource": String(quotas.tagsPerResource),
            "pending": time(delays.pending), "starting": time(delays.starting),
            "stopping": time(delays.stopping), "creating": time(delays.creating),
            "attaching": time(delays.attaching), "detaching": time(delays.detaching),
            "deleting": time(delays.deleting), "deletion_protection": "off",
        ]
    }

    private static let membership = ["groups_per_interface", "permissions_per_interface"]
    private static let authorizing = [
        "permissions_per_group", "group_permissions_per_group", "permissions_per_interface",
    ]

    /// By operation, what its rules and what follows by itself look at.
    private static let names: [String: [String]] = [
        "JoinSecurityGroup": membership,
        "ModifyInstanceAttribute": membership,
        "ModifyNetworkInterfaceAttribute": membership,
        "CreateSecurityGroup": ["groups_per_region"],
        "DeleteSecurityGroup": ["deletion_protection"],
        "AuthorizeSecurityGroup": authorizing,
        "AuthorizeSecurityGroupEgress": authorizing,
        "CreateNetworkInterface": membership + ["creating"],
        "AttachNetworkInterface": ["interfaces_per_instance", "attaching"],
        "DetachNetworkInterface": ["detaching"],
        "DeleteNetworkInterface": ["deleting"],
        "RunInstances": membership + ["pending", "starting"],
        "CreateInstance": membership + ["pending"],
        "StartInstance": ["starting"], "StartInstances": ["starting"],
        "StopInstance": ["stopping"], "StopInstances": ["stopping"],
        "RebootInstance": ["starting"], "RebootInstances": ["starting"],
        "TagResources": ["tags_per_resource"],
    ]
}
