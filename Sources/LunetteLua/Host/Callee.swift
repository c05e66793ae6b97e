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
    // The border's, at hand: even to go through that object would retain it for each call.
    private let simple: UnsafeMutablePointer<clunette_value>
    // The class of the object that was last answered, and the address of its type.
    private var lastClass: ObjectIdentifier?
    private var lastType = 0

    init(_ name: String, _ body: @escaping HostFunction.Immediate, border: Border) {
        self.body = body
        simple = clunette_simple_reply(border.engine)
        super.init(name, border: border)
    }

    static func at(_ address: UnsafeRawPointer) -> Unmanaged<ImmediateCallee> {
        .fromOpaque(address)
    }

    // Not inlined: in the closure that reaches it its answer would go through memory.
    @inline(never)
    func answer(
        _ values: UnsafePointer<clunette_value>, _ count: Int, _ haveFunctions: Bool
    ) -> clunette_answer {
        if haveFunctions { return answerOwning(values, count) }
        do {
            return answer(try body(Arguments(of: self, values, count)))
        } catch {
            return raise(error)
        }
    }

    /// Writes what a function answered: the commonest, one value that needs no bytes and nothing
    /// behind it, where the C side finds it at once.
    @inline(__always)
    private func answer(_ reply: consuming Reply) -> clunette_answer {
        switch consume reply {
        case .none: return CLUNETTE_ANSWERED
        case .value(let value): return answer(value)
        case .values(let values): return write(values)
        }
    }

    @inline(__always)
    private func answer(_ value: consuming LuaValue) -> clunette_answer {
        switch consume value {
        case .integer(let value):
            simple.pointee.kind = CLUNETTE_INTEGER
            simple.pointee.integer = value
        case .number(let value):
            simple.pointee.kind = CLUNETTE_NUMBER
            simple.pointee.number = value
        case .boolean(let value):
            simple.pointee.kind = value ? CLUNETTE_TRUE : CLUNETTE_FALSE
        case .nothing: simple.pointee.kind = CLUNETTE_NIL
        case .object(let object): return answer(object)
        case let value: return write(value)
        }
        return CLUNETTE_ANSWERED_SIMPLY
    }

    @inline(__always)
    private func answer(_ object: consuming any HostObject) -> clunette_answer {
        guard ObjectIdentifier(type(of: object)) == lastClass else {
            remember(type(of: object))
            return write(.object(object))
        }
        simple.pointee.kind = CLUNETTE_OBJECT
        simple.pointee.count = lastType
        simple.pointee.object = Unmanaged.passRetained(object as AnyObject).toOpaque()
        return CLUNETTE_ANSWERED_SIMPLY
    }
}

/// The long ways, kept out of the short one, which then saves no registers for them.
extension ImmediateCallee {
    /// Answers where functions are among the values.
    @inline(never)
    private func answerOwning(
        _ values: UnsafePointer<clunette_value>, _ count: Int
    ) -> clunette_answer {
        let packed = PackedValues(values: values, count: count, released: border.released)
        do {
            return answer(try body(Arguments(function: name, packed.all)))
        } catch {
            return raise(error)
        }
    }

    @inline(never)
    private func raise(_ error: any Error) -> clunette_answer {
        border.write(error)
        return CLUNETTE_RAISED
    }

    @inline(never)
    private func write(_ values: [LuaValue]) -> clunette_answer {
        for value in values { border.write(value) }
        return CLUNETTE_ANSWERED
    }

    @inline(never)
    private func write(_ value: LuaValue) -> clunette_answer {
        border.write(value)
        return CLUNETTE_ANSWERED
    }

    /// Has the next object of a class take the short way, where Lua knows its type already.
    @inline(never)
    private func remember(_ object: any HostObject.Type) {
        let address = object.luaType.address
        guard clunette_knows_type(border.engine, address) else { return }
        lastClass = ObjectIdentifier(object)
        lastType = Int(bitPattern: address)
    }
}

final class WaitingCallee: Callee {
    private let body: HostFunction.Waiting

    init(_ name: String, _ body: @escaping HostFunction.Waiting, border: Border) {
        self.body = body
        super.init(name, border: border)
    }

    static func at(_ address: UnsafeRawPointer) -> Unmanaged<WaitingCallee> {
        .fromOpaque(address)
    }

    func request(_ values: UnsafePointer<clunette_value>, _ count: Int) {
        let packed = PackedValues(values: values, count: count, released: border.released)
        let arguments = packed.all
        let site = border.callSite()
        border.pending = Border.Request(
            name: name, body: site.isEmpty ? body : traced(arguments, site), arguments: arguments)
    }

    /// The body of a call that knows where it was made.
    private func traced(_ arguments: [LuaValue], _ site: [LuaError.Frame]) -> HostFunction.Waiting {
        let (name, body) = (name, body)
        return { _ in
            try await CallSite.$frames.withValue(site) {
                try await body(Arguments(function: name, arguments))
            }
        }
    }
}
