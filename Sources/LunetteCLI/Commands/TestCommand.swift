import ArgumentParser
import LunetteBase
import LunetteRunbook
import LunetteSystem
import LunetteTrials

/// `lunette test PATH…`: runs `*_test.lua` files, each test on emulators of its own.
struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", _superCommandName: "lunette",
        abstract: "Runs the tests of runbooks, each on an emulator of its own.",
        discussion: """
            A test file ends in _test.lua and returns a table in which every function is a test. \
            Ends with exit code 1 where a test fails.
            """)

    @Argument(help: "Test files, or folders that hold some (default: the current one).")
    var paths: [String] = []

    @Option(
        help: ArgumentHelp(
            "Run only the tests whose file and name hold this text.", valueName: "text"))
    var filter: String?

    @Option(help: ArgumentHelp("Write the results as JUnit XML.", valueName: "file"))
    var junit: String?

    @Option(help: ArgumentHelp("How many tests run at once.", valueName: "count"))
    var jobs: Int?

    @OptionGroup(title: "Limits") var jail: JailOptions

    @Flag(help: "Name the tests that pass, too.")
    var verbose = false

    @Flag(help: "Print one JSON object.")
    var json = false

    @Option(help: "When to colour: auto, always or never.")
    var color: ColorChoice = .auto

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1") }
    }

    func run() async throws {
        let tests = try (paths.isEmpty ? ["."] : paths).flatMap(testFiles)
        let clock = SystemClock()
        let start = clock.uptime()
        let outcomes = await TestRun(
            files: tests, filter: filter, workers: jobs ?? processorCount,
            exitCode: { $0.exitCode }
        ).run()
        let report = TestReport(
            outcomes: outcomes, sources: tests, duration: clock.uptime() - start)
        if let junit { try write(report.junit, to: junit) }
        if outcomes.isEmpty {
            throw Failure(.notFound, "there is no test" + (filter.map { " '\($0)'" } ?? ""))
        }
        let style = Style(color, isTerminal: Console.outIsTerminal, environment: .process)
        Console.writeOut(
            json ? report.json.printout : report.text(style, namingPassed: verbose))
        if report.failedCount > 0 { throw ExitCode(ExitReason.scriptFailed.exitCode) }
    }

    private func testFiles(_ path: String) throws -> [TestFile] {
        do {
            guard isFolder(path) else {
                return [TestFile(path: path, source: try readFile(path))]
            }
            return try files(under: path).filter { $0.hasSuffix("_test.lua") }
                .map { TestFile(path: $0, source: try readFile($0)) }
        } catch let error as FileError {
            throw Failure(error)
        }
    }

    private func write(_ text: String, to path: String) throws {
        do {
            try writeFile(path, Array(text.utf8))
        } catch {
            throw Failure(.journalUnwritable, "cannot write \(error.path): \(error.reason)")
        }
    }
}

/// Tests read what lies in their folders, and below the one that the command runs in: a runbook
/// elsewhere is out of reach. Their emulators are this process's own, and record nothing.
extension TestCommand: JailedWork {
    func jailScope(_ environment: Environment) -> JailScope {
        let folders = paths.map { isFolder($0) ? $0 : Script.folder(of: $0) }
        return JailScope(
            cloud: .ofThisProcess, scriptFolders: folders + ["."],
            outputs: [junit].compactMap { $0 })
    }
}
