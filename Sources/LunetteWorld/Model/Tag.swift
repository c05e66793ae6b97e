/// A key and its value on a resource; a resource has a key at most once.
public struct Tag: Sendable, Hashable {
    public var key: String
    public var value: String

    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

extension [Tag] {
    /// Sets the values of these keys and keeps the others.
    mutating func set(_ tags: [Tag]) {
        for tag in tags {
            if let index = firstIndex(where: { $0.key == tag.key }) {
                self[index] = tag
            } else {
                append(tag)
            }
        }
    }

    func contains(key: String, value: String?) -> Bool {
        contains { $0.key == key && (value == nil || $0.value == value) }
    }
}
