/// A Swift object that scripts can hold and call methods of.
public protocol HostObject: AnyObject, Sendable {
    static var luaType: HostType { get }
}

/// What scripts can do with a kind of object. Make it once for each class, for good: Lua knows it
/// by its address.
public final class HostType: Sendable {
    let name: String
    let methods: [HostFunction]

    /// The methods take the object as their first argument; the last part of their names is the
    /// method's.
    public init(_ name: String, methods: [HostFunction]) {
        self.name = name
        self.methods = methods
    }

    var address: UnsafeRawPointer {
        UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
    }
}
