import LunetteLua

/// Where the calls of a task go, where a script does not say otherwise: whatever runs for one
/// target of `fleet.across` is bound to it, `state` and `ensure` included.
struct CloudBinding: Sendable, Hashable {
    var regionID: String?

    /// Of the calling task; a task that it starts has the same.
    @TaskLocal static var current = CloudBinding()

    init(regionID: String? = nil) {
        self.regionID = regionID
    }

    /// As `fleet.lua` hands it over.
    init(_ table: LuaTable) {
        regionID = table["region_id"]?.string?.text
    }

    /// With what the outer binding says where this one says nothing.
    func within(_ outer: CloudBinding) -> CloudBinding {
        CloudBinding(regionID: regionID ?? outer.regionID)
    }
}

/// Where the calls of one `ecs` module go.
enum CloudPlace: Sendable, Hashable {
    /// Where the calling task is bound to, else here.
    case usually(String)
    /// Here, as `ecs.with` says.
    case always(String)

    var regionID: String {
        switch self {
        case .usually(let regionID): CloudBinding.current.regionID ?? regionID
        case .always(let regionID): regionID
        }
    }
}
