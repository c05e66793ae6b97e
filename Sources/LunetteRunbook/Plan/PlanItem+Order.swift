import LunetteBase

extension PlanItem: OrderedItem {
    var kind: String { operation }

    var changedIDs: Set<String> {
        Set(before.names + after.names + [target].compactMap { $0 })
    }

    /// What its call names, and what the things that it changes name: another group, in a rule.
    var usedIDs: Set<String> {
        Set([parameters, before, after].flatMap { JSONValue.object($0).strings })
    }
}

extension JSONValue {
    /// Those in it, however deep.
    var strings: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let values): values.flatMap(\.strings)
        case .object(let object): object.members.flatMap(\.value.strings)
        default: []
        }
    }
}
