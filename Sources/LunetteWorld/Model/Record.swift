import LunetteBase

/// What the three kinds of resource have in common.
protocol Record: Sendable {
    var id: String { get }
    var accountID: String { get }
    var regionID: String { get }
    var tags: [Tag] { get set }
}

extension Record {
    var place: Place { Place(accountID: accountID, regionID: regionID) }
}

/// Where a resource lives: lists never cross accounts or regions.
struct Place: Hashable, Sendable {
    let accountID: String
    let regionID: String
}

/// The kinds of resource that requests name, with what their ids start with.
enum ResourceKind: String, CaseIterable, Sendable {
    case instance
    case securityGroup = "securitygroup"
    case networkInterface = "eni"

    var idPrefix: String {
        switch self {
        case .instance: "i-"
        case .securityGroup: "sg-"
        case .networkInterface: "eni-"
        }
    }

    /// Whether `id` has the form of this kind: the prefix and 1 to 64 letters, digits or `-`.
    func admits(_ id: String) -> Bool {
        isWellFormed(id, prefix: idPrefix)
    }
}

func isWellFormed(_ id: String, prefix: String) -> Bool {
    guard id.hasPrefix(prefix) else { return false }
    let rest = id.utf8.dropFirst(prefix.utf8.count)
    return (1...64).contains(rest.count)
        && rest.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
        }
}

/// When a resource is created that says nothing else: the day of the rules' oldest page.
let epochOfWorlds = Timestamp(secondsSinceEpoch: 1_710_806_400)
