import Synchronization

/// A Swift object that scripts can hold and call methods of.
public protocol HostObject: AnyObject, Sendable {
    static var luaType: HostType { get }
}

/// What scripts can do with a kind of object. Make it once for each class.
public final class HostType: Sendable {
    private static let count = Atomic<Int>(0)

    /// Its own in the process, from 1 on.
    let number: Int
    let name: String
    let methods: [HostFunction]

    /// The methods take the object as their first argument; the last part of their names is the
    /// method's.
    public init(_ name: String, methods: [HostFunction]) {
        number = Self.count.add(1, ordering: .relaxed).newValue
        self.name = name
        self.methods = methods
    }
}

/// The types of object that an interpreter has been told of.
struct KnownTypes {
    private var isKnown: [Bool] = []

    func contains(_ type: HostType) -> Bool {
        type.number < isKnown.count && isKnown[type.number]
    }

    /// Whether it was new.
    mutating func insert(_ type: HostType) -> Bool {
        if contains(type) { return false }
        while isKnown.count <= type.number { isKnown.append(false) }
        isKnown[type.number] = true
        return true
    }
}
