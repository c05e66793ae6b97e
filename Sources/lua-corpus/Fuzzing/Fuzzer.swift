import LunetteBase
import LunetteLoop
import LunetteLua
import LunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs random programs here and by stock Lua until its time is up; a difference is a finding.
struct Fuzzer {
    private static let casesPerProgram = 150
    private static let limits = Limits(
        time: .seconds(20), cpu: nil, memory: 256 << 20, fileSource: 4 << 20)

    /// Where the programs that differ are kept, named by their seeds.
    let folder: String
    private(set) var findings = 0
    private let loop = ScriptLoop()

    init(folder: String) {
        self.folder = folder
    }

    mutating func run(seed: UInt64, for duration: Duration) async throws {
        mkdir(folder, 0o755)
        let clock = SystemClock()
        let end = clock.uptime() + duration
        var seed = seed
        var programs = 0
        while clock.uptime() < end, findings < 10 {
            try await compare(seed)
            seed &+= 1
            programs += 1
        }
        let cases = programs * Self.casesPerProgram
        write("\(cases) cases in \(programs) programs, \(findings) findings\n")
    }

    private mutating func compare(_ seed: UInt64) async throws {
        let path = "\(folder)/seed-\(seed).lua"
        let text = ProgramWriter.program(seed: seed, cases: Self.casesPerProgram)
        try replaceFile(path, with: Array(text.utf8))
        alarm(60)
        defer { alarm(0) }
        let trial = try await Trial.run(try Snippet(path: path), limits: Self.limits, loop: loop)
        let stock = try StockLua.output(of: path) ?? []
        if trial.end == .ok, stock == trial.output {
            unlink(path)
            return
        }
        findings += 1
        write("seed \(seed): \(trial.end)\n")
        if let difference = Difference(stock, trial.output) { write("    \(difference)\n") }
    }
}
