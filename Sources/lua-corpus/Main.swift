#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `lua-corpus attack PATH…` runs hostile snippets, `lua-corpus compare PATH…` ordinary ones against
/// stock Lua; a path is a file or a folder of files.
@main
struct Main {
    static func main() async throws {
        let words = CommandLine.arguments.dropFirst()
        let paths = words.dropFirst().flatMap(Snippet.paths(at:))
        var corpus = Corpus()
        switch words.first {
        case "attack":
            try ModuleFolder.create()
            defer { ModuleFolder.remove() }
            try await corpus.attack(paths)
        case "compare":
            try await corpus.compare(paths)
        default:
            write("usage: lua-corpus attack|compare PATH…\n")
            exit(64)
        }
        if !corpus.isClean { exit(1) }
    }
}
