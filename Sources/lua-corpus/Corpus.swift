import CLunetteSystem
import LunetteBase
import LunetteLoop
import LunetteLua
import LunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs files one after the other and says a line about each.
struct Corpus {
    /// How long beyond its time limit a snippet may take before the process is ended. Far more than
    /// what is promised: a busy machine must not fail the run.
    private static let longest: UInt32 = 20

    let loop = ScriptLoop()
    /// Under a sanitizer what ends by itself takes its time.
    let isSlow: Bool
    private var failures = 0

    init(isSlow: Bool) {
        self.isSlow = isSlow
    }

    /// Whether every file kept its promise.
    var isClean: Bool { failures == 0 }

    /// Runs snippets against what their first lines expect.
    mutating func attack(_ paths: [String]) async throws {
        let neighbour = try await Neighbour(loop: loop)
        defer { neighbour.close() }
        var longest: (overrun: Duration, path: String) = (.zero, "")
        for path in paths {
            write("\(path) … ")
            let snippet = try Snippet(path: path)
            var expectation = try Expectation(firstLine: snippet.firstLine)
            if isSlow { expectation.giveTime() }
            alarm(Self.longest)
            let trial = try await Trial.run(snippet, limits: expectation.limits, loop: loop)
            let isUntouched = await neighbour.isUntouched()
            alarm(0)
            let overrun = max(.zero, trial.elapsed - (expectation.limits.time ?? .zero))
            if overrun > longest.overrun { longest = (overrun, path) }
            var problems = [trial.damage, isUntouched ? nil : "its neighbour is changed"]
                .compactMap { $0 }
            if trial.isSessionLost, !expectation.mayLoseSession {
                problems.append("the session is lost")
            }
            if !expectation.isMet(by: trial.end) { problems.append("ended otherwise") }
            report(trial.end, overrun, problems)
        }
        write("\(paths.count) snippets, \(failures) failures, \(peak())\n")
        if longest.overrun > .zero {
            write("longest overrun \(text(longest.overrun)) (\(longest.path))\n")
        }
    }

    /// Runs files here and by stock Lua, and compares what they print byte for byte.
    mutating func compare(_ paths: [String]) async throws {
        let limits = Limits(time: .seconds(20), cpu: nil, memory: 256 << 20)
        for path in paths {
            write("\(path) … ")
            let trial = try await Trial.run(try Snippet(path: path), limits: limits, loop: loop)
            let stock = try StockLua.output(of: path)
            var problems: [String] = []
            if trial.end != .ok { problems.append("ended otherwise") }
            if stock == nil { problems.append("stock lua5.4 fails") }
            if let stock, let difference = Difference(stock, trial.output) {
                problems.append("\(difference)")
            }
            report(trial.end, .zero, problems)
        }
        write("\(paths.count) files, \(failures) failures\n")
    }

    private mutating func report(
        _ end: Expectation.End, _ overrun: Duration, _ problems: [String]
    ) {
        let late = overrun > .zero ? " +\(text(overrun))" : ""
        write("\(end)\(late)\(problems.map { "\n    FAILED: \($0)" }.joined())\n")
        if !problems.isEmpty { failures += 1 }
    }

    private func text(_ duration: Duration) -> String {
        "\((duration.inSeconds * 10_000).rounded() / 10) ms"
    }

    /// The most memory that the process ever had, in MiB.
    private func peak() -> String {
        var usage = rusage()
        // RUSAGE_SELF, which the C libraries import as different types.
        getrusage(0, &usage)
        return "peak \(usage.ru_maxrss >> 10) MiB"
    }
}

/// To standard output at once: a crash must not hide which snippet ran.
func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = clunette_write_all(STDOUT_FILENO, bytes, bytes.count)
}
