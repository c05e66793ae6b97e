import CLunetteLua
import LunetteLoop

/// What the C side calls, and the host functions that it knows by number.
///
/// Used on the loop only, but for `signal`, which the watcher's thread and signal handlers raise.
final class Border {
    /// A call that waits for Swift.
    struct Request {
        let name: String
        let body: HostFunction.Waiting
        let arguments: [LuaValue]
    }

    let signal: LoopSignal
    let released = ReleasedFunctions()
    private var created: OpaquePointer?
    private let output: @Sendable ([UInt8]) -> Void
    private var functions: [HostFunction] = []
    private var pending: Request?
    var types: [ObjectIdentifier: Int64] = [:]
    var shapes: [ObjectIdentifier: Int32] = [:]
    var knownShapes: [JSONShape] = []

    init(signal: LoopSignal, output: @escaping @Sendable ([UInt8]) -> Void) throws(LuaError) {
        self.signal = signal
        self.output = output
        let context = Unmanaged.passUnretained(self).toOpaque()
        guard let engine = clunette_engine_create(Self.callbacks(context)) else {
            throw LuaError(kind: .limit(.memory), message: "no memory for an interpreter")
        }
        created = engine
    }

    deinit {
        if let created { clunette_engine_close(created) }
    }

    /// There from the end of `init` on.
    var engine: OpaquePointer { created.unsafelyUnwrapped }

    /// The number of a host function from now on.
    func register(_ function: HostFunction) -> Int64 {
        functions.append(function)
        return Int64(functions.count - 1)
    }

    func takePending() -> Request? {
        defer { pending = nil }
        return pending
    }

    /// The values that the engine's last call left.
    func packedValues(count: Int? = nil) -> [LuaValue] {
        var total = 0
        let values = clunette_packed(engine, &total)
        let packed = PackedValues(values: values, count: count ?? total, released: released)
        return (0..<packed.count).map { packed.value(at: $0) }
    }

    /// Lets go of the functions that Swift no longer holds.
    func releaseFunctions() {
        for reference in released.take() { clunette_release_function(engine, reference) }
    }

    // MARK: Called from C

    private static func callbacks(_ context: UnsafeMutableRawPointer) -> clunette_host {
        clunette_host(
            context: context,
            call: { context, function, values, count in
                Border.at(context).answer(Int(function), values, count)
            },
            output: { context, bytes, count in
                Border.at(context).output(Array(UnsafeBufferPointer(start: bytes, count: count)))
            },
            release: { Unmanaged<AnyObject>.fromOpaque($0).release() },
            stopped: { Border.at($0).signal.raise() })
    }

    private static func at(_ context: UnsafeMutableRawPointer) -> Border {
        Unmanaged<Border>.fromOpaque(context).takeUnretainedValue()
    }

    private func answer(
        _ number: Int, _ values: UnsafePointer<clunette_value>, _ count: Int
    ) -> clunette_answer {
        let function = functions[number]
        let packed = PackedValues(values: values, count: count, released: released)
        let mustOwn = function.waits || clunette_packed_references(engine) > 0
        let copied = mustOwn ? (0..<count).map { packed.value(at: $0) } : []
        switch function.body {
        case .waiting(let body):
            pending = Request(name: function.name, body: body, arguments: copied)
            return CLUNETTE_WAITS
        case .immediate(let body):
            do {
                let arguments =
                    mustOwn
                    ? Arguments(function: function.name, copied)
                    : Arguments(function: function.name, borrowed: packed)
                write(try body(arguments))
                return CLUNETTE_ANSWERED
            } catch {
                write(error)
                return CLUNETTE_RAISED
            }
        }
    }
}
