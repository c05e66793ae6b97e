import LunetteBase
import LunetteLoop
import LunetteLua
import Synchronization

/// An interpreter with something of every kind that a host gives to scripts: the border is to be
/// attacked too.
final class Playground: Sendable {
    let interpreter: Interpreter
    private let printed: Printed

    private final class Printed: Sendable {
        let bytes = Mutex<[UInt8]>([])
    }

    /// How to call back into the interpreter that a host function belongs to.
    private final class Callback: Sendable {
        private let interpreter = Mutex<Interpreter?>(nil)

        func set(_ interpreter: Interpreter) {
            self.interpreter.withLock { $0 = interpreter }
        }

        func call(_ function: LuaFunction, _ values: [LuaValue]) async throws -> [LuaValue] {
            guard let interpreter = interpreter.withLock({ $0 }) else { return [] }
            return try await interpreter.call(function, values)
        }

        func clear() {
            interpreter.withLock { $0 = nil }
        }
    }

    private let callback = Callback()

    init(loop: ScriptLoop, limits: Limits) throws {
        let printed = Printed()
        self.printed = printed
        interpreter = try Interpreter(
            loop: loop, limits: limits,
            libraries: [Self.host(loop, callback), Self.lazy],
            modules: CombinedModules(Self.modules)
        ) { bytes in printed.bytes.withLock { $0 += bytes } }
        callback.set(interpreter)
    }

    /// Breaks the circle between the interpreter and the functions that call back into it.
    func close() {
        callback.clear()
    }

    var output: [UInt8] { printed.bytes.withLock { $0 } }

    // MARK: What scripts get

    private static var modules: [any ModuleLoader] {
        let embedded = EmbeddedModules(["embedded": Array("return {name = ...}".utf8)])
        guard let folder = DirectoryModules(root: ModuleFolder.root) else { return [embedded] }
        return [embedded, folder]
    }

    private static func host(_ loop: ScriptLoop, _ callback: Callback) -> HostLibrary {
        HostLibrary(
            "host",
            functions: [
                HostFunction("host.echo") { .values($0.all) },
                HostFunction("host.fail") { arguments in
                    throw Refusal(code: try arguments.text(1, "code"))
                },
                HostFunction("host.thing") { _ in .value(.object(Thing())) },
                HostFunction("host.sleep") { (arguments) async throws in
                    let milliseconds = try arguments.integer(1, "milliseconds")
                    try await loop.sleep(for: .milliseconds(milliseconds))
                    return .none
                },
                HostFunction("host.call") { (arguments) async throws in
                    let function = try arguments.function(1, "function")
                    let values = arguments.all.dropFirst()
                    return .values(try await callback.call(function, Array(values)))
                },
            ])
    }

    private static let lazy = HostLibrary("lazy") { field in
        guard field != "missing" else { throw LuaMessage("lazy has no field '\(field)'") }
        return .string(field)
    }
}

/// An error object as the service's are.
private struct Refusal: LuaErrorConvertible {
    let code: String

    var luaFields: [(String, LuaValue)] {
        [("kind", "service"), ("code", .string(code)), ("message", "The host refuses.")]
    }
    var luaSummary: String { "\(code): The host refuses." }
}

private final class Thing: HostObject {
    static let luaType = HostType(
        "thing",
        methods: [
            HostFunction("thing.name") { arguments in
                _ = try arguments.object(1, "thing", as: Thing.self)
                return .value("a thing")
            }
        ])
}
