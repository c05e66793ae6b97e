/// What Landlock is told for a jail: what it takes away, and what it gives back. A kernel's version
/// decides how much of it there is.
struct LandlockRuleset: Sendable, Hashable {
    struct Path: Sendable, Hashable {
        let path: String
        let rights: LandlockRights
    }

    /// Rights on files that are taken away.
    let files: LandlockRights
    /// Rights on TCP ports that are taken away; the bits of linux/landlock.h.
    let ports: UInt64
    /// Abstract local sockets, and signals, of processes outside.
    let scopes: UInt64
    let openPaths: [Path]
    let openPorts: [UInt16]

    static let bindPort: UInt64 = 1
    static let connectPort: UInt64 = 2
    private static let abstractSockets: UInt64 = 1
    private static let signals: UInt64 = 2

    init(_ jail: Jail, version: Int) {
        let known = LandlockRights.known(toVersion: version)
        files = known
        openPaths = jail.openings.map {
            Path(path: $0.path, rights: $0.use.rights.intersection(known))
        }
        switch jail.network {
        case .ports(let numbers) where version >= 4:
            ports = Self.bindPort | Self.connectPort
            openPorts = numbers
        case .ports, .open:
            ports = 0
            openPorts = []
        }
        scopes = version >= 6 ? Self.abstractSockets | Self.signals : 0
    }
}
