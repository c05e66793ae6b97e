import ArgumentParser
import LunetteBase
import LunetteCheck
import LunetteLoop
import LunetteLua
import LunetteRunbook
import LunetteSyntax
import LunetteSystem

/// `lunette check FILE…`: finds mistakes without running anything.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", _superCommandName: "lunette",
        abstract: "Finds mistakes in runbooks without running them.",
        discussion: """
            Ends with exit code 1 where there are errors; warnings alone are no failure.
            --ram-policy prints the smallest RAM policy that a runbook needs.
            """)

    @Argument(help: "The runbooks.")
    var files: [String] = []

    @Flag(help: "Print the smallest RAM policy that they need, instead of checking.")
    var ramPolicy = false

    @Flag(help: "List what is checked for.")
    var rules = false

    @Flag(help: "Print one JSON object.")
    var json = false

    @Option(help: "When to colour: auto, always or never.")
    var color: ColorChoice = .auto

    func validate() throws {
        if files.isEmpty, !rules { throw ValidationError("check needs a file") }
    }

    func run() async throws {
        if rules { return listRules() }
        let scripts = try files.map { (file: $0, source: try readSource($0)) }
        if ramPolicy { return try printPolicies(scripts) }
        let compiler = try ScriptCompiler()
        var checked: [CheckedFile] = []
        for script in scripts {
            checked.append(
                CheckedFile(
                    file: script.file, source: script.source,
                    findings: await findings(script.file, script.source, compiler)))
        }
        compiler.stop()
        let report = CheckReport(files: checked)
        let style = Style(color, isTerminal: Console.outIsTerminal, environment: .process)
        Console.writeOut(json ? report.json.printout : report.text(style, width: Console.outWidth))
        if report.errorCount > 0 { throw ExitCode(ExitReason.scriptFailed.exitCode) }
    }

    private func findings(_ file: String, _ source: [UInt8], _ compiler: ScriptCompiler) async
        -> [Complaint]
    {
        let checker = Checker(sources: .beside(file), reservedFlags: RunCommand.flags)
        let found = checker.findings(in: source, isTest: file.hasSuffix("_test.lua"))
        if found.contains(where: { $0.rule == .syntax }) { return found }
        // What the grammar takes, the compiler may still refuse.
        guard let refusal = await compiler.refusal(of: source) else { return found }
        return [refusal] + found
    }

    private func listRules() {
        let width = Rule.allCases.map(\.rawValue.count).max() ?? 0
        for rule in Rule.allCases {
            let padding = String(repeating: " ", count: width - rule.rawValue.count)
            Console.writeOut("\(rule.rawValue)\(padding)  \(rule.summary)\n")
        }
    }

    private func printPolicies(_ scripts: [(file: String, source: [UInt8])]) throws {
        for script in scripts {
            let policy: RAMPolicy
            do {
                policy = try RAMPolicy(for: script.source, sources: .beside(script.file))
            } catch {
                throw Failure(
                    ManifestError(error.message, at: error.place), source: script.source,
                    file: script.file)
            }
            Console.writeOut(policy.json.printout)
            for place in policy.computed {
                Console.writeError(
                    "warning: \(printable(script.file)):\(place.line): an operation's name is "
                        + "computed here; what it may call is not in the policy\n")
            }
        }
    }
}

/// Lua's own compiler, which has the last word.
struct ScriptCompiler {
    private let loop = ScriptLoop()
    private let interpreter: Interpreter

    init() throws {
        interpreter = try Interpreter(loop: loop, output: { _ in })
    }

    func stop() {
        loop.stop()
    }

    /// What the compiler says against a source; nil when it takes it.
    func refusal(of source: [UInt8]) async -> Complaint? {
        do {
            try await interpreter.check(source, chunkName: "=script")
            return nil
        } catch {
            let line = Self.line(in: error.message) ?? error.line ?? 1
            return Complaint(.syntax, at: SourcePlace(line: line, column: 1), error.message)
        }
    }
}

extension ScriptCompiler {
    /// The line that a message itself names: what is wrong with a label or a `break` shows at the
    /// end of its function only.
    private static func line(in message: String) -> Int? {
        guard let mark = message.firstRange(of: "at line ") else { return nil }
        return Int(message[mark.upperBound...].prefix { $0.isNumber })
    }
}

extension ModuleSources {
    /// The modules beside a runbook.
    static func beside(_ file: String) -> ModuleSources {
        let slash = file.lastIndex(of: "/")
        let folder = slash.map { String(file[...$0]) } ?? ""
        return ModuleSources { name in
            let path = name.replacing(".", with: "/")
            let candidates = ["\(folder)\(path).lua", "\(folder)\(path)/init.lua"]
            return candidates.lazy.compactMap { try? readFile($0) }.first
        }
    }
}

extension RunCommand {
    /// The flags of its own, which no parameter may be named like: a list, since to ask the
    /// argument tree takes longer than a run's start may.
    static let flags: Set<String> = [
        "--account", "--allow", "--clock", "--color", "--contract", "--cpu-limit", "--dry-run",
        "--emulator", "--endpoint", "--events", "--help", "--json", "--log-format", "--log-level",
        "--max-changes", "--memory-limit", "--no-jail", "--profile", "--region", "--require-jail",
        "--role", "--time-limit", "--version", "--world", "--yes",
    ]
}
