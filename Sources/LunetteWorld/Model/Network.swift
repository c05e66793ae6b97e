/// A region with its zones.
public struct Region: Sendable, Hashable {
    public var id = ""
    /// What people call it: `China (Hangzhou)`.
    public var localName = ""
    public var zoneIDs: [String] = []

    init() {}

    /// A region; without zones named it gets two.
    public init(id: String, localName: String = "", zoneIDs: [String] = []) {
        self.id = id
        self.localName = localName.isEmpty ? id : localName
        self.zoneIDs = zoneIDs.isEmpty ? Self.zoneIDs(of: id) : zoneIDs
    }

    /// Two zones, spelt as the vendor does: `cn-hangzhou-a`, but `ap-southeast-1a`.
    static func zoneIDs(of id: String) -> [String] {
        let joint = id.utf8.last.map { (0x30...0x39).contains($0) } ?? false ? "" : "-"
        return ["a", "b"].map { "\(id)\(joint)\($0)" }
    }

    /// Where the region's API answers.
    var endpoint: String { "ecs.\(id).aliyuncs.com" }
}

/// A virtual private cloud.
public struct VPC: Sendable, Hashable {
    public var id = ""
    public var accountID = ""
    public var regionID = ""

    init() {}

    public init(id: String, accountID: String, regionID: String) {
        self.id = id
        self.accountID = accountID
        self.regionID = regionID
    }

    /// The one that a region's resources lie in when their file names none.
    static func defaultID(in regionID: String) -> String { "vpc-\(regionID)" }
}

/// A subnet of a VPC, in one zone.
public struct VSwitch: Sendable, Hashable {
    public var id = ""
    public var vpcID = ""
    public var zoneID = ""

    init() {}

    public init(id: String, vpcID: String, zoneID: String) {
        self.id = id
        self.vpcID = vpcID
        self.zoneID = zoneID
    }

    /// The one that a VPC has when its file names none.
    static func defaultID(inVPC vpcID: String) -> String {
        vpcID.hasPrefix("vpc-") ? "vsw-\(vpcID.dropFirst(4))" : "vsw-\(vpcID)"
    }
}
