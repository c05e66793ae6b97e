import LunetteBase
import LunetteLoop
import LunetteLua
import LunetteSystem
import LunetteTesting
import Testing

@testable import LunetteRunbook

/// Runs each `stdlib/NAME_test.lua`: every function of the table that it returns is a test.
@Suite struct StdlibTests {
    @Test(arguments: ["list", "text"])
    func `a module does what its own tests say`(name: String) async throws {
        let loop = ScriptLoop()
        let interpreter = try Interpreter(loop: loop, modules: StdlibModules(), output: { _ in })
        let source = try readFile("\(Checkout.root)/stdlib/\(name)_test.lua")
        let results = try await interpreter.run(source, chunkName: "@\(name)_test.lua")
        let tests = try #require(results.first?.table?.pairs)
        #expect(!tests.isEmpty)
        for test in tests {
            let title = test.key.string?.text ?? "?"
            let function = try #require(test.value.function, "\(title) is no function")
            do {
                _ = try await interpreter.call(function)
            } catch {
                Issue.record("\(name): \(title): \(error)")
            }
        }
        loop.stop()
    }
}
