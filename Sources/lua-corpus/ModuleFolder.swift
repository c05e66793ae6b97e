import LunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder that snippets may `require` from, and what lies around it: made anew for each
/// process,
/// since a checkout cannot hold links that lead out of it, or bytecode.
enum ModuleFolder {
    static let root = base + "/inside"

    private static let base: String = {
        var template = Array("/tmp/lua-corpus-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { return "/nonexistent" }
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }()

    private static let files: [(path: String, text: String)] = [
        ("secret.lua", "return 'secret'"),
        ("inside/plain.lua", "return {name = ..., count = (count or 0) + 1}"),
        ("inside/nested/plain.lua", "return 'nested'"),
        ("inside/bytecode.lua", "\u{1B}Lua\u{54}\u{00}\u{19}\u{93}\r\n\u{1A}\n"),
        ("inside/broken.lua", "return +"),
        ("inside/raises.lua", "error('from the module')"),
        ("inside/endless.lua", "while true do end"),
        ("inside/yields.lua", "return coroutine.yield('from the module')"),
        ("inside/one.lua", "return require 'other'"),
        ("inside/other.lua", "return require 'one'"),
        ("inside/large.lua", "return 0" + String(repeating: " ", count: 300_000)),
        ("inside/string.lua", "return 'shadowed'"),
        ("inside/embedded.lua", "return 'shadowed'"),
    ]
    private static let links: [(path: String, target: String)] = [
        ("inside/link.lua", "../secret.lua"),
        ("inside/absolute.lua", base + "/secret.lua"),
        ("inside/up", ".."),
        ("inside/circle.lua", "circle.lua"),
        ("inside/device.lua", "/dev/zero"),
        ("inside/friend.lua", "plain.lua"),
    ]

    static func create() throws {
        for folder in ["/inside", "/inside/nested", "/inside/folder.lua"] {
            mkdir(base + folder, 0o700)
        }
        for file in files { try replaceFile(base + "/" + file.path, with: Array(file.text.utf8)) }
        for link in links { symlink(link.target, base + "/" + link.path) }
        mkfifo(base + "/inside/pipe.lua", 0o600)
    }

    static func remove() {
        for link in links { unlink(base + "/" + link.path) }
        for file in files { unlink(base + "/" + file.path) }
        unlink(base + "/inside/pipe.lua")
        for folder in ["/inside/nested", "/inside/folder.lua", "/inside", ""] {
            rmdir(base + folder)
        }
    }
}
