import CLunetteLua

/// What a host function was called with. Positions are counted from 1.
///
/// Reading one as a type throws a message that names function, position and parameter.
public struct Arguments: ~Copyable {
    // What the C side packed, while an immediate function runs. For one that waits, and where a
    // function is among them, which Swift then owns, they are copied, and this is empty.
    @usableFromInline
    let packed: UnsafeBufferPointer<clunette_value>
    private unowned(unsafe) let callee: ImmediateCallee?
    private let copied: CopiedArguments?

    init(of callee: ImmediateCallee, _ values: UnsafePointer<clunette_value>, _ count: Int) {
        packed = UnsafeBufferPointer(start: values, count: count)
        self.callee = callee
        copied = nil
    }

    /// For calling a host function from Swift.
    public init(function: String, _ values: [LuaValue]) {
        packed = UnsafeBufferPointer(start: nil, count: 0)
        callee = nil
        copied = CopiedArguments(function, values)
    }

    init(_ copied: CopiedArguments) {
        packed = UnsafeBufferPointer(start: nil, count: 0)
        callee = nil
        self.copied = copied
    }

    /// The function's name, for messages.
    public var function: String { callee?.name ?? copied?.function ?? "" }

    public var count: Int { copied?.values.count ?? packed.count }

    /// The value at a position; nothing behind the last.
    public subscript(position: Int) -> LuaValue {
        guard position <= count else { return .nothing }
        if let copied { return copied.values[position - 1] }
        guard let values = packed.baseAddress, let callee else { return .nothing }
        return PackedValues(values: values, count: count, released: callee.border.released)
            .value(at: position - 1)
    }

    /// All of them, copied.
    public var all: [LuaValue] {
        count == 0 ? [] : (1...count).map { self[$0] }
    }

    @inlinable
    public func integer(_ position: Int, _ parameter: String) throws -> Int64 {
        if position <= packed.count, packed[position - 1].kind == CLUNETTE_INTEGER {
            return packed[position - 1].integer
        }
        return try convertedInteger(position, parameter)
    }

    @usableFromInline
    func convertedInteger(_ position: Int, _ parameter: String) throws -> Int64 {
        if let value = self[position].integer { return value }
        if case .number = self[position] {
            throw misfit(position, parameter, "number has no integer representation")
        }
        throw mismatch(position, parameter, "integer")
    }

    public func number(_ position: Int, _ parameter: String) throws -> Double {
        guard let value = self[position].number else {
            throw mismatch(position, parameter, "number")
        }
        return value
    }

    public func boolean(_ position: Int, _ parameter: String) throws -> Bool {
        guard let value = self[position].boolean else {
            throw mismatch(position, parameter, "boolean")
        }
        return value
    }

    public func bytes(_ position: Int, _ parameter: String) throws -> [UInt8] {
        try string(position, parameter).bytes
    }

    private func string(_ position: Int, _ parameter: String) throws -> LuaString {
        guard let value = self[position].string else {
            throw mismatch(position, parameter, "string")
        }
        return value
    }

    /// A string as text; one that is not UTF-8 is refused.
    public func text(_ position: Int, _ parameter: String) throws -> String {
        let string = try string(position, parameter)
        guard let text = string.withBytes({ String(validating: $0, as: UTF8.self) }) else {
            throw misfit(position, parameter, "the string is not UTF-8")
        }
        return text
    }

    public func table(_ position: Int, _ parameter: String) throws -> LuaTable {
        guard let value = self[position].table else {
            throw mismatch(position, parameter, "table")
        }
        return value
    }

    public func function(_ position: Int, _ parameter: String) throws -> LuaFunction {
        guard let value = self[position].function else {
            throw mismatch(position, parameter, "function")
        }
        return value
    }

    public func object<Object: HostObject>(
        _ position: Int, _ parameter: String, as type: Object.Type
    ) throws -> Object {
        guard case .object(let object) = self[position], let value = object as? Object else {
            throw mismatch(position, parameter, type.luaType.name)
        }
        return value
    }

    /// Whether nothing, or nil, stands there.
    public func isAbsent(_ position: Int) -> Bool {
        self[position].isNothing
    }

    /// The message for a value that has the right type and is wrong all the same.
    public func misfit(_ position: Int, _ parameter: String, _ problem: String) -> LuaMessage {
        LuaMessage("bad argument #\(position) to '\(function)' (\(parameter): \(problem))")
    }

    private func mismatch(_ position: Int, _ parameter: String, _ expected: String) -> LuaMessage {
        let got = position > count ? "no value" : self[position].typeName
        return misfit(position, parameter, "\(expected) expected, got \(got)")
    }
}

/// A host function's name and the values that it was called with.
class CopiedArguments {
    final let function: String
    final let values: [LuaValue]

    init(_ function: String, _ values: [LuaValue]) {
        self.function = function
        self.values = values
    }
}
