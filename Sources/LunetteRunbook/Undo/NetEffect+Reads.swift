import LunetteBase
import LunetteClient
import LunetteWorld

// Which reads show what is there now of what a run changed.
extension NetEffect {
    /// The read that shows it alone.
    var read: ServiceCall {
        let kind = ResourceKind.of(target)
        switch subject {
        case .tags(let resource, let type):
            return call(
                "ListTagResources",
                [NamedValue("RegionId", regionID), NamedValue("ResourceType", type)]
                    + indexed("ResourceId", [resource]), isReadOnly: true)
        default:
            return call(kind.read, kind.naming(target, in: regionID), isReadOnly: true)
        }
    }

    /// What a list shows together with others like it; nil where only its own read shows it.
    var listed: TwinNeed? {
        switch subject {
        case .rules, .tags: nil
        default: TwinNeed(ResourceKind.of(target).fact, target, regionID)
        }
    }

    /// Whether an element of that list has all that matters of it.
    func isShown(by element: JSONValue) -> Bool {
        switch subject {
        case .groups: element["SecurityGroupIds"] != nil
        case .status: element["Status"] != nil
        case .attachment: element["InstanceId"] != nil
        case .attributes(let resource):
            values.keys.compactMap(ResourceKind.of(resource).wireName)
                .allSatisfy { element[$0] != nil }
        case .existence: true
        case .rules, .tags: false
        }
    }
}
