import LunetteBase

extension JSONValue {
    /// Where `self` differs from what `expected` says; empty when it does not. An expected object
    /// need not name every member; `"*"` stands for any string that is not empty.
    public func differences(from expected: JSONValue, at path: String = "") -> [String] {
        switch (self, expected) {
        case (.object(let actual), .object(let wanted)):
            return wanted.members.flatMap { member in
                (actual[member.name] ?? .null)
                    .differences(from: member.value, at: "\(path).\(member.name)")
            }
        case (.array(let actual), .array(let wanted)):
            guard actual.count == wanted.count else {
                return ["\(path) has \(actual.count) elements, not \(wanted.count): \(text)"]
            }
            return zip(actual, wanted).enumerated().flatMap { index, pair in
                pair.0.differences(from: pair.1, at: "\(path)[\(index)]")
            }
        case (.string(let actual), "*") where !actual.isEmpty: return []
        default: return self == expected ? [] : ["\(path) is \(text), not \(expected.text)"]
        }
    }
}
