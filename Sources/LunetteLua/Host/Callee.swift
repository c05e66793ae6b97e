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

    init(_ name: String, _ body: @escaping HostFunction.Immediate, border: Border) {
        self.body = body
        simple = clunette_simple_reply(border.engine)
        super.init(name, border: border)
    }

    static func at(_ address: Int64) -> Unmanaged<ImmediateCallee> {
        .fromOpaque(UnsafeRawPointer(bitPattern: Int(address)).unsafelyUnwrapped)
    }

    @inline(__always)
    func answer(
        _ values: UnsafePointer<clunette_value>, _ count: Int, _ haveFunctions: Bool
    ) -> clunette_answer {
        do {
            if haveFunctions {
                let packed = PackedValues(values: values, count: count, released: border.released)
                return answer(try body(Arguments(function: name, packed.all)))
            }
            return answer(try body(Arguments(of: self, values, count)))
        } catch {
            border.write(error)
            return CLUNETTE_RAISED
        }
    }

    /// Writes what a function answered: the commonest, one value that needs no bytes and nothing
    /// behind it, where the C side finds it at once.
    @inline(__always)
    private func answer(_ reply: consuming Reply) -> clunette_answer {
        switch consume reply {
        case .value(.integer(let value)):
            simple.pointee.kind = CLUNETTE_INTEGER
            simple.pointee.integer = value
        case .value(.number(let value)):
            simple.pointee.kind = CLUNETTE_NUMBER
            simple.pointee.number = value
        case .value(.boolean(let value)):
            simple.pointee.kind = value ? CLUNETTE_TRUE : CLUNETTE_FALSE
        case .value(.nothing): simple.pointee.kind = CLUNETTE_NIL
        case .value(.object(let object)) where border.types.contains(type(of: object).luaType):
            write(known: object)
        case let reply:
            border.write(reply)
            return CLUNETTE_ANSWERED
        }
        return CLUNETTE_ANSWERED_SIMPLY
    }

    private func write(known object: consuming any HostObject) {
        let type = Unmanaged.passUnretained(type(of: object).luaType)
        simple.pointee.kind = CLUNETTE_OBJECT
        simple.pointee.count = Int(bitPattern: type.toOpaque())
        simple.pointee.object = Unmanaged.passRetained(object as AnyObject).toOpaque()
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
