/// A function that Swift gives to Lua. It runs on the interpreter's executor.
public struct HostFunction: Sendable {
    public typealias Immediate = @Sendable (borrowing Arguments) throws -> Reply
    public typealias Waiting = @Sendable (borrowing Arguments) async throws -> Reply

    enum Body: Sendable {
        case immediate(Immediate)
        case waiting(Waiting)
    }

    /// As scripts call it, for messages: `ecs.leave_security_group`.
    public let name: String
    let body: Body

    /// A function that answers at once.
    public init(_ name: String, immediate: @escaping Immediate) {
        self.name = name
        body = .immediate(immediate)
    }

    /// A function that may suspend: only the coroutine that calls it waits. Its task is cancelled
    /// when the run ends before it answers; what it answers then is dropped.
    public init(_ name: String, waiting: @escaping Waiting) {
        self.name = name
        body = .waiting(waiting)
    }

    /// The last part of the name: `leave_security_group`.
    var fieldName: String {
        String(name.split(separator: ".").last ?? "")
    }

    var waits: Bool {
        if case .waiting = body { true } else { false }
    }
}

/// What a host function returns to Lua.
public enum Reply: Sendable {
    case none
    case value(LuaValue)
    case values([LuaValue])

    /// The convention for expected absence: nil and why.
    public static func absent(_ reason: LuaValue) -> Reply { .values([.nothing, reason]) }
}
