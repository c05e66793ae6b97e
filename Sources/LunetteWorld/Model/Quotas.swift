/// How many of a thing an account may have; the current limits page's figures unless said.
public struct Quotas: Sendable, Hashable {
    public var groupsPerInterface = 10
    public var groupsPerRegion = 100
    /// Private addresses in a basic group of a VPC.
    public var addressesPerNormalGroup = 6_000
    /// Network interfaces in an advanced group.
    public var interfacesPerEnterpriseGroup = 65_536
    public var permissionsPerGroup = 200
    /// Rules of one group that name another group.
    public var groupPermissionsPerGroup = 20
    /// Rules of all groups of one interface.
    public var permissionsPerInterface = 1_000
    /// Network interfaces of one instance, the primary one included.
    public var interfacesPerInstance = 8
    public var tagsPerResource = 20
    /// On a page of a list, whatever size a request asks for.
    public var itemsPerPage = 1_000

    public init() {}
}
