import LunetteLua

/// One target of `fleet.across`.
struct FleetTarget: Sendable, Hashable {
    let regionID: String?
    /// The credentials profile; nil is the one that the script has.
    let profile: String?

    /// As `fleet.lua` hands it over.
    init(_ table: LuaTable) {
        regionID = table["region_id"]?.string?.text
        profile = table["profile"]?.string?.text
    }

    /// What binds a task to it, within what it is bound to already. Raises for a profile that
    /// nobody named.
    func binding(_ session: CloudSession) async throws(ErrorObject) -> CloudBinding {
        var binding = CloudBinding.current
        binding.regionID = regionID ?? binding.regionID
        if let profile {
            let outer = binding.session ?? session
            binding.session = try await outer.bound(profile: profile, roleARN: nil)
        }
        return binding
    }
}
