import CLunetteLua

/// Values as the C side packs them; good until the engine is called again.
struct PackedValues {
    let values: UnsafePointer<clunette_value>
    /// How many are values of their own; what tables hold stands behind them.
    let count: Int
    /// The interpreter's; not retained, as calls are too many for that.
    unowned(unsafe) let released: ReleasedFunctions

    /// All of them, copied.
    var all: [LuaValue] { (0..<count).map { value(at: $0) } }

    /// Copies the value out, with all that it holds. A function is to be read once only: what
    /// comes back then owns it.
    func value(at index: Int) -> LuaValue {
        let packed = values[index]
        switch packed.kind {
        case CLUNETTE_NIL: return .nothing
        case CLUNETTE_FALSE: return .boolean(false)
        case CLUNETTE_TRUE: return .boolean(true)
        case CLUNETTE_INTEGER: return .integer(packed.integer)
        case CLUNETTE_NUMBER: return .number(packed.number)
        case CLUNETTE_STRING: return .string(string(packed))
        case CLUNETTE_NULL: return .null
        case CLUNETTE_TABLE: return .table(table(packed))
        case CLUNETTE_ERROR: return error(packed)
        case CLUNETTE_OBJECT: return object(packed)
        case CLUNETTE_FUNCTION:
            return .function(LuaFunction(reference: packed.integer, released: released))
        default: return .opaque
        }
    }

    func integer(at index: Int) -> Int64? {
        guard index < count, values[index].kind == CLUNETTE_INTEGER else { return nil }
        return values[index].integer
    }

    private func string(_ packed: clunette_value) -> LuaString {
        LuaString(copying: UnsafeBufferPointer(start: packed.bytes, count: packed.count))
    }

    private func table(_ packed: clunette_value) -> LuaTable {
        let pairsStart = packed.start + packed.count
        var table = LuaTable(
            (packed.start..<pairsStart).map { value(at: $0) },
            pairs: (0..<Int(packed.pairs)).map { index in
                LuaTable.Pair(
                    key: value(at: pairsStart + 2 * index),
                    value: value(at: pairsStart + 2 * index + 1))
            })
        table.isEmptyList = packed.flag
        return table
    }

    private func error(_ packed: clunette_value) -> LuaValue {
        guard let pointer = packed.object else { return .opaque }
        return .error(Unmanaged<ErrorBox>.fromOpaque(pointer).takeUnretainedValue().error)
    }

    private func object(_ packed: clunette_value) -> LuaValue {
        guard let pointer = packed.object,
            let object = Unmanaged<AnyObject>.fromOpaque(pointer).takeUnretainedValue()
                as? any HostObject
        else { return .opaque }
        return .object(object)
    }
}

/// What an error object in Lua points to.
final class ErrorBox {
    let error: any LuaErrorConvertible

    init(_ error: any LuaErrorConvertible) {
        self.error = error
    }
}
