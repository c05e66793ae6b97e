import LunetteBase
import LunetteCatalogue
import LunetteLua
import Synchronization

/// How each operation's answer becomes Lua: snake_case names, `Instances.Instance[]` a plain
/// list `instances`. Made from the catalogue when an operation is first called.
enum ResponseShapes {
    private static let shapes = Mutex<[String: JSONShape]>([:])
    private static let lists = Mutex<[String: List?]>([:])

    static func shape(of operation: Operation) -> JSONShape {
        shapes.withLock { shapes in
            if let shape = shapes[operation.name] { return shape }
            let shape = JSONShape(fields(of: operation.response))
            shapes[operation.name] = shape
            return shape
        }
    }

    /// The list that a list operation answers.
    struct List: Sendable {
        let luaName: String
        /// `Instances`, `Instance`.
        let wirePath: [String]
    }

    /// The first list in the answer; nil when it has none.
    static func list(of operation: Operation) -> List? {
        lists.withLock { lists in
            if let list = lists[operation.name] { return list }
            let list = firstList(in: operation.response)
            lists[operation.name] = .some(list)
            return list
        }
    }

    private static func firstList(in response: JSONValue) -> List? {
        for member in response.object?.members ?? [] {
            if let inner = wrappedList(member.value) {
                return List(
                    luaName: snakeCase(member.name), wirePath: [member.name, inner.name])
            }
            if member.value.array != nil {
                return List(luaName: snakeCase(member.name), wirePath: [member.name])
            }
        }
        return nil
    }

    /// How an element of that list becomes Lua; nil for plain values.
    static func elementShape(of operation: Operation) -> JSONShape? {
        for member in operation.response.object?.members ?? [] {
            if let inner = wrappedList(member.value) { return shape(inner.element) }
            if let element = member.value.array?.first { return shape(element) }
        }
        return nil
    }

    private static func fields(of response: JSONValue) -> [String: JSONShape.Field] {
        var fields: [String: JSONShape.Field] = [:]
        for member in response.object?.members ?? [] {
            fields[member.name] = field(snakeCase(member.name), member.value)
        }
        return fields
    }

    private static func field(_ name: String, _ value: JSONValue) -> JSONShape.Field {
        if let inner = wrappedList(value) {
            return JSONShape.Field(name: name, shape: shape(inner.element), wrapped: inner.name)
        }
        return JSONShape.Field(name: name, shape: shape(value.array?.first ?? value))
    }

    /// The list of an object that holds one list and nothing else.
    private static func wrappedList(_ value: JSONValue) -> (name: String, element: JSONValue)? {
        guard let members = value.object?.members, members.count == 1, let only = members.first,
            let elements = only.value.array
        else { return nil }
        return (only.name, elements.first ?? .null)
    }

    private static func shape(_ value: JSONValue) -> JSONShape? {
        value.object == nil ? nil : JSONShape(fields(of: value))
    }
}
