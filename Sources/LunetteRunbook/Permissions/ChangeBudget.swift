import LunetteBase
import LunetteCatalogue
import LunetteClient

/// How many targets a run may still change: the blast limit. It counts targets, not calls: what
/// is changed twice counts once.
struct ChangeBudget: Sendable {
    /// The limit on a real account when nobody names one.
    static let defaultOnRealAccount = 20

    let limit: Int?
    /// A policy sets it, and nobody else can raise it.
    let isByPolicy: Bool
    /// How many calls have changed each target, or may.
    private var changed: [String: Int] = [:]
    private var made = 0

    init(limit: Int?, isByPolicy: Bool = false) {
        self.limit = limit
        self.isByPolicy = isByPolicy
    }

    /// How many targets are changed.
    var used: Int { changed.count + made }

    /// How many more may be; nil: any number.
    var room: Int? { limit.map { max(0, $0 - used) } }

    /// How many of these are not counted yet.
    func added(by targets: ChangedTargets) -> Int {
        Set(targets.ids).subtracting(changed.keys).count + targets.made
    }

    /// Takes a call's targets out of the budget; false, and nothing taken, when it hasn't as many.
    mutating func take(_ targets: ChangedTargets) -> Bool {
        if let room {
            guard !targets.isCountless, added(by: targets) <= room else { return false }
        }
        for id in Set(targets.ids) { changed[id, default: 0] += 1 }
        made += targets.made
        return true
    }

    /// Puts back what was taken for a call that changed nothing.
    mutating func giveBack(_ targets: ChangedTargets) {
        for id in Set(targets.ids) {
            guard let calls = changed[id] else { continue }
            changed[id] = calls > 1 ? calls - 1 : nil
        }
        made = max(0, made - targets.made)
    }

    /// Whether so many targets more may be changed.
    func hasRoom(for targets: Int) -> Bool {
        room.map { targets <= $0 } ?? true
    }
}

/// What one call changes.
struct ChangedTargets: Sendable, Hashable {
    /// The ids that it acts on.
    var ids: [String] = []
    /// How many things it makes, which have no ids yet.
    var made = 0
    /// It picks its targets by a filter: nobody knows how many they are.
    var isCountless = false

    init(_ call: ServiceCall) {
        let listed = Dictionary(grouping: CallTarget.list(in: call.parameters), by: \.parameter)
            .filter { Self.idLists.contains($0.key) }
        let amounts = Self.amounts.compactMap { call.parameters.value(named: $0) }
        let named = listed.values.max { $0.count < $1.count } ?? []
        if Self.makers.contains(where: call.operation.hasPrefix) {
            made = max(1, named.count, amounts.compactMap { Int($0) }.max() ?? 1)
        } else if !named.isEmpty {
            ids = named.map(\.id)
        } else if call.parameters.contains(where: { $0.name.hasPrefix("ResourceTag.") }) {
            isCountless = true
        } else if let target = call.target {
            ids = [target]
        } else {
            made = 1
        }
    }

    /// Operations that make something new.
    private static let makers = [
        "Create", "RunInstances", "Allocate", "Copy", "Import", "Clone", "Purchase",
    ]

    /// Parameters that say how much of it.
    private static let amounts = ["Amount", "InstanceAmount", "Quantity", "TotalTargetCapacity"]

    /// Parameters that list what a call acts on; other lists (a group for an instance, disks of
    /// one) belong to one target.
    private static let idLists: Set<String> = [
        "InstanceId", "InstanceIds", "NetworkInterfaceId", "ResourceId", "DiskId", "DiskIds",
        "diskIds", "DedicatedHostIds", "KeyPairNames", "ReservedInstanceId", "EventId",
        "ReportIds", "MetricSetIds",
    ]
}
