import LunetteRunbook
import LunetteSyntax
import LunetteSystem
import LunetteTesting
import LunetteTrials
import Testing

/// Runs the examples in the standard library's comments: what stands before `-->` must be what
/// stands behind it.
@Suite struct DocstringTests {
    @Test func `an example in a comment does what it says`() async throws {
        let paths = try files(under: "\(Checkout.root)/stdlib")
            .filter { $0.hasSuffix(".lua") && !$0.hasSuffix("_test.lua") }
        var tests: [TestFile] = []
        for path in paths {
            let entries = LuaDocumentation(try readFile(path)).entries
            let module = String(path.split(separator: "/").last?.dropLast(4) ?? "")
            for entry in entries {
                for (index, lines) in entry.examples.enumerated() {
                    let source = try #require(
                        test(lines, module), "\(entry.name): this is no Lua: \(lines)")
                    tests.append(
                        TestFile(
                            path: "\(entry.name)-\(index + 1)_test.lua",
                            source: Array(source.utf8)))
                }
            }
        }
        #expect(tests.count > 20)
        for outcome in await TestRun(files: tests, workers: 2, exitCode: { $0 == .done ? 0 : 1 })
            .run()
        {
            #expect(
                outcome.passed,
                "\(outcome.file): \(String(describing: outcome.failure))")
        }
    }

    /// An example as a test.
    private func test(_ lines: [String], _ module: String) -> String? {
        var body: [String] = []
        var pending: [String] = []
        for line in lines {
            guard let arrow = line.firstRange(of: "-->") else {
                pending.append(line)
                continue
            }
            pending.append(String(line[..<arrow.lowerBound]))
            // The lines in front may be statements, or the beginning of the expression.
            let start = pending.indices.first { index in
                let text = "return " + pending[index...].joined(separator: "\n")
                return (try? LuaParser.chunk(Array(text.utf8))) != nil
            }
            guard let start else { return nil }
            body += pending[..<start]
            let value = pending[start...].joined(separator: "\n")
            body.append("test.equal(\(value), \(line[arrow.upperBound...]))")
            pending = []
        }
        body += pending
        let needsWorld = ["state", "ensure", "fleet", "targets", "step"].contains(module)
        if needsWorld {
            let code = body.map { $0.replacing("test.equal(", with: "same(") }
            return "return { example = function()\n  local run = test.world():eval([==[\n"
                + "local function same(a, b) assert(require('inspect').same(a, b)) end\n"
                + code.joined(separator: "\n")
                + "]==], { allow = { 'ecs:*' } })\n  test.equal(run.error, nil)\nend }\n"
        }
        let head = module == "test" ? "" : "local \(module) = require \"\(module)\"\n"
        return head + "return { example = function()\n" + body.joined(separator: "\n") + "\nend }\n"
    }
}
