import LunetteWorld

/// The regions that are known by name.
enum ReplRegions {
    static let all: [String] = World.standard.regions.map(\.id).sorted()
}
