import LunetteBase
import LunetteLoop
import LunetteLua
import LunetteRunbook
import Synchronization

/// What a test runs in: an interpreter with the standard library, the modules beside the file, and
/// worlds as it asks for them.
struct TestBench: Sendable {
    let interpreter: Interpreter
    let record = OutputRecord()
    private let file: TestFile
    private let loop: ScriptLoop
    private let worlds: WorldList

    init(file: TestFile, exitCode: @escaping @Sendable (ExitReason) -> Int32) {
        self.file = file
        loop = ScriptLoop()
        let worlds = WorldList()
        self.worlds = worlds
        let record = record
        var loaders: [any ModuleLoader] = [StdlibModules()]
        if let beside = DirectoryModules(root: file.folder) { loaders.append(beside) }
        let host = TestLibrary(
            folder: file.folder, worlds: worlds, record: record, exitCode: exitCode)
        do {
            interpreter = try Interpreter(
                loop: loop, limits: Self.limits,
                libraries: [host.library, ErrorsLibrary.library, ZonesLibrary.library],
                modules: CombinedModules(loaders), output: { record.add($0) })
        } catch {
            preconditionFailure("no memory for an interpreter: \(error)")
        }
    }

    /// A test is small: what takes longer hangs.
    private static var limits: Limits {
        var limits = Limits()
        limits.time = .seconds(60)
        limits.cpu = .seconds(5)
        return limits
    }

    /// The file's tests by name.
    func load() async throws -> [String: LuaFunction] {
        await interpreter.setGlobal(
            "sleep", to: .hostFunction(SleepFunction.function(on: loop)))
        _ = try await interpreter.run(
            Array("test = require 'test'".utf8), chunkName: "=lunette")
        let results = try await interpreter.run(file.source, chunkName: "@\(file.chunk)")
        guard let table = results.first?.table else {
            throw TestFileError(
                message: "a test file returns a table of functions, not "
                    + (results.first?.typeName ?? "nothing"))
        }
        var tests: [String: LuaFunction] = [:]
        for pair in table.pairs {
            guard let name = pair.key.string?.text else { continue }
            guard let function = pair.value.function else {
                throw TestFileError(
                    message: "'\(name)' is \(pair.value.typeName), and every test is a function")
            }
            tests[name] = function
        }
        return tests
    }

    func stopWorlds() async {
        for world in worlds.all { await world.stop() }
    }

    func close() {
        loop.stop()
    }

    /// What an error says about the test. A difference stands behind its first line.
    func failure(_ error: any Error) -> TestOutcome.Failure {
        guard let error = error as? LuaError else {
            let message = (error as? TestFileError)?.message ?? "\(error)"
            return TestOutcome.Failure(message: message, difference: [], line: nil)
        }
        let text =
            (error.underlying as? ErrorObject)?.line ?? error.message
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let message = lines.removeFirst()
        let own = error.frames.first { $0.chunk == file.chunk && $0.line != nil }
        let isOwn = error.chunk == file.chunk
        return TestOutcome.Failure(
            message: message, difference: lines, line: own?.line ?? (isOwn ? error.line : nil))
    }
}

/// Why a file is none of tests.
struct TestFileError: Error {
    let message: String
}

/// What is printed and logged in a test.
final class OutputRecord: Sendable {
    private let text = Mutex<[UInt8]>([])

    func add(_ bytes: [UInt8]) {
        text.withLock { $0 += bytes }
    }

    func add(line: String) {
        add(Array("\(printable(line))\n".utf8))
    }

    var lines: [String] {
        let text = text.withLock { textShowingBytes($0) }
        return text.split(separator: "\n").map(String.init)
    }
}

/// The worlds that a test has made.
final class WorldList: Sendable {
    private let list = Mutex<[TestWorld]>([])

    var all: [TestWorld] { list.withLock { $0 } }

    func add(_ world: TestWorld) {
        list.withLock { $0.append(world) }
    }
}
