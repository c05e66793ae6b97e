#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `lua-corpus attack [--slow] PATH…` runs hostile snippets, `lua-corpus compare PATH…` ordinary
/// ones against stock Lua; a path is a file or a folder of files. `lua-corpus fuzz SECONDS SEED
/// FOLDER` compares random programs with stock Lua and keeps those that differ. `lua-corpus repeat
/// ROUNDS` runs scripts in one process and says by how many bytes it grew.
@main
struct Main {
    static func main() async throws {
        let isSlow = CommandLine.arguments.contains("--slow")
        let words = CommandLine.arguments.dropFirst().filter { $0 != "--slow" }
        let paths = words.dropFirst().flatMap(Snippet.paths(at:))
        var corpus = Corpus(isSlow: isSlow)
        switch words.first {
        case "attack":
            try ModuleFolder.create()
            defer { ModuleFolder.remove() }
            try await corpus.attack(paths)
        case "compare":
            try await corpus.compare(paths)
        case "fuzz":
            let words = Array(words.dropFirst())
            guard words.count == 3, let seconds = Int(words[0]), let seed = UInt64(words[1]) else {
                fallthrough
            }
            var fuzzer = Fuzzer(folder: words[2])
            try await fuzzer.run(seed: seed, for: .seconds(seconds))
            if fuzzer.findings > 0 { exit(1) }
        case "repeat":
            guard let rounds = words.dropFirst().first.flatMap({ Int($0) }) else { fallthrough }
            let growth = try await Repetition().growth(over: rounds)
            write("\(rounds) runs, \(growth) bytes\n")
        default:
            write(
                "usage: lua-corpus attack|compare [--slow] PATH…, fuzz SECONDS SEED FOLDER "
                    + "or repeat ROUNDS\n")
            exit(64)
        }
        if !corpus.isClean { exit(1) }
    }
}
