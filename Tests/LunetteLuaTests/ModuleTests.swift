import Glibc
import LunetteLoop
import LunetteLua
import Testing

/// A folder of its own with modules, links and traps in it.
private final class Folder {
    let path: String

    init() throws {
        var template = Array("/tmp/lunette-modules-XXXXXX".utf8CString)
        mkdtemp(&template)
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        mkdir("\(path)/root", 0o700)
        mkdir("\(path)/root/sub", 0o700)
        write("root/plain.lua", "return {name = ..., value = 7}")
        write("root/sub/inner.lua", "return 'inner'")
        write("root/broken.lua", "return =")
        write("root/fails.lua", "error('on load')")
        write("root/waits.lua", "return host.wait(5)")
        write("root/loop.lua", "return require 'loop'")
        write("root/binary.lua", "\u{1B}Lua")
        write("secret.lua", "return 'secret'")
        symlink("\(path)/secret.lua", "\(path)/root/link.lua")
        symlink(path, "\(path)/root/linked")
        mkfifo("\(path)/root/pipe.lua", 0o600)
    }

    func write(_ name: String, _ text: String) {
        let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        _ = Glibc.write(file, text, text.utf8.count)
        close(file)
    }

    deinit {
        for name in [
            "plain", "sub/inner", "broken", "fails", "waits", "loop", "binary", "link", "pipe",
        ] {
            unlink("\(path)/root/\(name).lua")
        }
        unlink("\(path)/root/linked")
        unlink("\(path)/secret.lua")
        for name in ["root/sub", "root", ""] { rmdir("\(path)/\(name)") }
    }
}

struct ModuleTests {
    private let folder: Folder
    private let session: Session

    init() throws {
        folder = try Folder()
        let files = try #require(DirectoryModules(root: "\(folder.path)/root"))
        let host = HostLibrary(
            "host", functions: [HostFunction("host.wait", waiting: { .value($0[1]) })])
        session = try Session(
            libraries: [host],
            modules: CombinedModules([
                EmbeddedModules(["fleet": Array("return 'embedded'".utf8)]), files,
            ]))
    }

    @Test func `a module runs once and is shared`() async throws {
        let results = try await session.run(
            "local a, b = require 'plain', require 'plain' return a == b, a.name, a.value")
        #expect(results == [true, "plain", 7])
    }

    @Test(arguments: [
        ("sub.inner", LuaValue("inner")), ("fleet", "embedded"), ("waits", 5), ("json.x", nil),
    ])
    func `modules are found by name`(name: String, value: LuaValue) async throws {
        let results = try await session.run(
            "local ok, value = pcall(require, '\(name)') return ok and value or nil")
        #expect(results == [value])
    }

    @Test(arguments: [
        "link", "linked.secret", "..secret", "../secret", "/etc/passwd", "sub/inner", "pipe", "sub",
        "plain\\0", "", ".", "nowhere", "..", "sub..inner",
    ])
    func `nothing outside the folder is found`(name: String) async throws {
        let results = try await session.run("return pcall(require, '\(name)')")
        #expect(results.first == false)
        #expect(results.last?.string?.text.contains("not found") == true, "\(results)")
    }

    @Test(arguments: [
        ("broken", "error loading module 'broken':\n\tbroken.lua:1:"), ("fails", "on load"),
        ("loop", "is being loaded already"), ("binary", "attempt to load a binary chunk"),
    ])
    func `a bad module says what is wrong`(name: String, problem: String) async throws {
        let results = try await session.run("return pcall(require, '\(name)')")
        #expect(results.first == false)
        #expect(results.last?.string?.text.contains(problem) == true, "\(results)")
    }

    @Test func `a module that failed can be loaded again by the next chunk`() async throws {
        _ = await session.failure("require 'fails'")
        folder.write("root/fails.lua", "return 'mended'")
        #expect(try await session.run("return (require 'fails')") == ["mended"])
    }

    @Test func `libraries can be required`() async throws {
        #expect(try await session.run("return require 'string' == string") == [true])
    }

    @Test func `the host's own modules do not see what a script does to its globals`() async throws
    {
        let loop = ScriptLoop()
        let own = "return function() return type(string), marker, mine, _G ~= nil end"
        let interpreter = try Interpreter(
            loop: loop, modules: EmbeddedModules(["own": Array(own.utf8)]), output: { _ in })
        await interpreter.setGlobal("marker", to: "before")
        await interpreter.keepGlobalsForModules()
        let script =
            "marker, mine, string = 'after', 1 "
            + "return require('own')()"
        let values = try await interpreter.run(Array(script.utf8), chunkName: "=script")
        #expect(values == ["table", "before", nil, true])
        loop.stop()
    }
}
