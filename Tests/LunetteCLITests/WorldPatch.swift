import LunetteBase
import LunetteWorld

/// A change to an emulator's world between two runs, as `case.json` says it: an object that is
/// laid over the world's file. A list of resources is patched by their ids; null takes out.
struct WorldPatch {
    let patch: JSONValue

    func applied(to world: World) throws -> World {
        try World(parsing: Array(Self.merge(world.json, patch).text.utf8))
    }

    private static func merge(_ value: JSONValue, _ patch: JSONValue) -> JSONValue {
        guard let members = patch.object?.members else { return patch }
        if let elements = value.array { return .array(merge(elements, members)) }
        var object = value.object ?? [:]
        for member in members {
            let merged = merge(object[member.name] ?? .null, member.value)
            object[member.name] = member.value == .null ? Optional.none : merged
        }
        return .object(object)
    }

    /// A resource's id is its first member; one that is not there yet is added.
    private static func merge(_ elements: [JSONValue], _ patches: [JSONObject.Member])
        -> [JSONValue]
    {
        let ids = elements.map { $0.object?.members.first?.value.string }
        let added = patches.filter { !ids.contains($0.name) && $0.value != .null }
        let kept = elements.flatMap { element -> [JSONValue] in
            let id = element.object?.members.first?.value.string
            guard let patch = patches.first(where: { $0.name == id }) else { return [element] }
            return patch.value == .null ? [] : [merge(element, patch.value)]
        }
        return kept + added.map(\.value)
    }
}
