import CLunetteLua
import LunetteBase
import LunetteLoop

/// What the C side calls, and the host functions that it knows by number.
///
/// Used on the loop only, but for `signal`, which the watcher's thread and signal handlers raise.
final class Border {
    /// A call that waits for Swift: with its arguments one object, since ten thousand may wait.
    final class Request: CopiedArguments {
        let body: HostFunction.Waiting

        init(name: String, body: @escaping HostFunction.Waiting, arguments: [LuaValue]) {
            self.body = body
            super.init(name, arguments)
        }
    }

    let signal: LoopSignal
    let engine: OpaquePointer
    let released = ReleasedFunctions()
    private let outlets: Outlets
    private var callees: [AnyObject] = []
    var pending: Request?
    var shapes: [ObjectIdentifier: Int32] = [:]
    var knownShapes: [JSONShape] = []

    init(
        signal: LoopSignal, clock: any RunClock, output: @escaping @Sendable ([UInt8]) -> Void
    ) throws(LuaError) {
        let outlets = Outlets(signal: signal, clock: clock, output: output)
        guard let engine = clunette_engine_create(outlets.callbacks) else {
            throw LuaError(kind: .limit(.memory), message: "no memory for an interpreter")
        }
        self.signal = signal
        self.outlets = outlets
        self.engine = engine
    }

    deinit {
        clunette_engine_close(engine)
    }

    /// What the C side calls a host function from now on: the address of what answers for it.
    func register(_ function: HostFunction) -> UnsafeRawPointer {
        let callee: AnyObject =
            switch function.body {
            case .immediate(let body): ImmediateCallee(function.name, body, border: self)
            case .waiting(let body): WaitingCallee(function.name, body, border: self)
            }
        callees.append(callee)
        return UnsafeRawPointer(Unmanaged.passUnretained(callee).toOpaque())
    }

    func takePending() -> Request? {
        defer { pending = nil }
        return pending
    }

    /// The values that the engine's last call left.
    func packedValues(count: Int? = nil) -> [LuaValue] {
        var total = 0
        let values = clunette_packed(engine, &total)
        return PackedValues(values: values, count: count ?? total, released: released).all
    }

    /// Lets go of the functions that Swift no longer holds.
    func releaseFunctions() {
        for reference in released.take() { clunette_release_function(engine, reference) }
    }
}

/// Where the engine turns to in Swift; made before it.
private final class Outlets {
    private let signal: LoopSignal
    private let clock: any RunClock
    private let output: @Sendable ([UInt8]) -> Void

    init(
        signal: LoopSignal, clock: any RunClock, output: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.signal = signal
        self.clock = clock
        self.output = output
    }

    var callbacks: clunette_host {
        clunette_host(
            context: Unmanaged.passUnretained(self).toOpaque(),
            call: { callee, values, count, haveFunctions in
                ImmediateCallee.at(callee)._withUnsafeGuaranteedRef {
                    $0.answer(values, count, haveFunctions)
                }
            },
            wait: { callee, values, count in
                WaitingCallee.at(callee)._withUnsafeGuaranteedRef { $0.request(values, count) }
            },
            output: { context, bytes, count in
                let bytes = Array(UnsafeBufferPointer(start: bytes, count: count))
                Outlets.at(context).output(bytes)
            },
            now: { Outlets.at($0).clock.now().secondsSinceEpoch },
            release: { Unmanaged<AnyObject>.fromOpaque($0).release() },
            stopped: { Outlets.at($0).signal.raise() })
    }

    private static func at(_ context: UnsafeMutableRawPointer) -> Outlets {
        Unmanaged<Outlets>.fromOpaque(context).takeUnretainedValue()
    }
}
