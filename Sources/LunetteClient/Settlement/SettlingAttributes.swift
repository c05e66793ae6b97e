import LunetteBase

/// What a Modify call sets, as far as a read shows it.
struct SettlingAttributes: Sendable, Hashable {
    /// The whole set, when the call replaces it.
    var groups: Set<String>?
    var texts: [NamedValue] = []
}

/// One tag on one resource.
public struct ResourceTag: Sendable, Hashable {
    public let resourceID: String
    public let key: String
    public let value: String

    public init(resourceID: String, key: String, value: String) {
        self.resourceID = resourceID
        self.key = key
        self.value = value
    }
}

extension ServiceCall {
    /// What the call sets; nil when that includes what no read shows, such as a password.
    func attributes(groupsAs list: String, beside identifying: Set<String>)
        -> SettlingAttributes?
    {
        var result = SettlingAttributes()
        for parameter in parameters where !identifying.contains(parameter.name) {
            if parameter.name.hasPrefix("\(list).") {
                result.groups = (result.groups ?? []).union([parameter.value])
            } else if Self.readableTexts.contains(parameter.name) {
                result.texts.append(parameter)
            } else {
                return nil
            }
        }
        return result
    }

    private static let readableTexts: Set<String> = [
        "InstanceName", "HostName", "NetworkInterfaceName", "SecurityGroupName", "Description",
    ]

    /// Every tag that TagResources asks for, on every resource.
    public var taggings: [ResourceTag] {
        resourceIDs.flatMap { resource in
            (1...20).compactMap { index in
                parameters.value(named: "Tag.\(index).Key").map { key in
                    ResourceTag(
                        resourceID: resource, key: key,
                        value: parameters.text("Tag.\(index).Value"))
                }
            }
        }
    }

    /// The keys that UntagResources takes away; nil when it takes all.
    public var untaggedKeys: Set<String>? {
        guard parameters.text("All").lowercased() != "true" else { return nil }
        let keys = parameters.filter { $0.name.hasPrefix("TagKey.") }.map(\.value)
        return keys.isEmpty ? nil : Set(keys)
    }

    private var resourceIDs: [String] {
        parameters.filter { $0.name.hasPrefix("ResourceId.") }.map(\.value)
    }
}

extension [NamedValue] {
    /// The value of this name, or an empty text.
    public func text(_ name: String) -> String { value(named: name) ?? "" }
}
