import LunetteCheck
import LunetteLoop
import LunetteLua
import LunetteSyntax
import LunetteSystem
import LunetteTesting
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The parser against Lua's own compiler.
@Suite struct CompilerAgreementTests {
    private static let corpus = ["Tests/LuaCorpus/ordinary", "Tests/LuaCorpus/hostile", "stdlib"]
        .flatMap { folder in luaFiles(in: "\(Checkout.root)/\(folder)") }

    @Test func `what Lua compiles has a tree`() async throws {
        #expect(Self.corpus.count > 100)
        let loop = ScriptLoop()
        let interpreter = try Interpreter(loop: loop, output: { _ in })
        for file in Self.corpus {
            let source = try readFile(file)
            let compiles =
                (try? await interpreter.check(source, chunkName: "=script")) != nil
            let hasTree = (try? LuaParser.chunk(source)) != nil
            // Only deep chains are more than the tree takes.
            if compiles { #expect(hasTree || source.count > 20_000, "\(file)") }
        }
        loop.stop()
    }

    @Test(arguments: [
        "x =", "local 1 = 2", "if x then", "for i = 1 do end", "f(", "return 1 2", "x.y", "a b",
        "local x <foo> = 1", "for in pairs(t) do end", "t = { 1 2 }", "function f(a,) end",
        "f() = 1", "goto", "::a", "local function f.g() end", "x = function end", "repeat x = 1",
        "else", "x = = 1", "return return", "a.1 = 2", "f{", "x = 'a", "not x", "x = 1 +",
        "(f) = 2 = 3", "local x = ...,", "for a, in b do end", "function (a) end", "x:y = 1",
    ])
    func `what Lua refuses has none`(source: String) async throws {
        let loop = ScriptLoop()
        let interpreter = try Interpreter(loop: loop, output: { _ in })
        await #expect(throws: LuaError.self) {
            try await interpreter.check(Array(source.utf8), chunkName: "=script")
        }
        #expect(throws: LuaSyntaxError.self) { try LuaParser.chunk(Array(source.utf8)) }
        loop.stop()
    }
}

/// The paths of the Lua files in a folder.
func luaFiles(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var paths: [String] = []
    while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name.hasSuffix(".lua") { paths.append("\(folder)/\(name)") }
    }
    return paths.sorted()
}
