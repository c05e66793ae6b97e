import CLunetteLua

/// A host function in its interpreter, which keeps it for good: the C side knows it by its address.
class Callee {
    let name: String
    unowned(unsafe) let border: Border

    fileprivate init(_ name: String, border: Border) {
        self.name = name
        self.border = border
    }
}

/// Every call of a function that answers at once comes through here: nothing is looked up, retained
/// or copied that the function does not ask for.
final class ImmediateCallee: Callee {
    private let body: HostFunction.Immediate

    init(_ name: String, _ body: @escaping HostFunction.Immediate, border: Border) {
        self.body = body
        super.init(name, border: border)
    }

    static func at(_ address: Int64) -> Unmanaged<ImmediateCallee> {
        .fromOpaque(UnsafeRawPointer(bitPattern: Int(address)).unsafelyUnwrapped)
    }

    func answer(
        _ values: UnsafePointer<clunette_value>, _ count: Int, _ haveFunctions: Bool,
        _ simple: UnsafeMutablePointer<clunette_value>
    ) -> clunette_answer {
        let packed = PackedValues(values: values, count: count, released: border.released)
        do {
            let reply =
                haveFunctions
                ? try body(Arguments(function: name, packed.all))
                : try body(Arguments(of: self, packed))
            if reply.write(simply: simple) { return CLUNETTE_ANSWERED_SIMPLY }
            border.write(reply)
            return CLUNETTE_ANSWERED
        } catch {
            border.write(error)
            return CLUNETTE_RAISED
        }
    }
}

final class WaitingCallee: Callee {
    private let body: HostFunction.Waiting

    init(_ name: String, _ body: @escaping HostFunction.Waiting, border: Border) {
        self.body = body
        super.init(name, border: border)
    }

    static func at(_ address: Int64) -> Unmanaged<WaitingCallee> {
        .fromOpaque(UnsafeRawPointer(bitPattern: Int(address)).unsafelyUnwrapped)
    }

    func request(_ values: UnsafePointer<clunette_value>, _ count: Int) {
        let packed = PackedValues(values: values, count: count, released: border.released)
        border.pending = Border.Request(name: name, body: body, arguments: packed.all)
    }
}

extension Reply {
    /// Writes a reply of one value that needs no bytes and nothing behind it; false: another one.
    fileprivate func write(simply place: UnsafeMutablePointer<clunette_value>) -> Bool {
        guard case .value(let value) = self else { return false }
        switch value {
        case .integer(let value):
            place.pointee.kind = CLUNETTE_INTEGER
            place.pointee.integer = value
        case .number(let value):
            place.pointee.kind = CLUNETTE_NUMBER
            place.pointee.number = value
        case .boolean(let value): place.pointee.kind = value ? CLUNETTE_TRUE : CLUNETTE_FALSE
        case .nothing: place.pointee.kind = CLUNETTE_NIL
        default: return false
        }
        return true
    }
}
