import Foundation
import LunetteEmulator
import LunetteJournal
import LunetteTesting
import LunetteWorld
import Testing

/// An emulator, a runbook, a journal.
struct JournalScene {
    let folder: TemporaryFolder
    let emulator: Emulator
    var home: String { folder.path + "/home" }

    /// `isRealAccount`: the emulator does not say that it is one.
    init(_ script: String, world: World = .standard, isRealAccount: Bool = false) async throws {
        folder = try TemporaryFolder()
        var configuration = EmulatorConfiguration(world: world)
        configuration.answersInspection = !isRealAccount
        emulator = try await Emulator.start(configuration)
        try FileManager.default.createDirectory(
            atPath: home, withIntermediateDirectories: true)
        try write(script)
    }

    func write(_ script: String) throws {
        try Data(script.utf8).write(to: URL(filePath: folder.path + "/script.lua"))
    }

    /// Runs `lunette` as its user does; with `signal` it gets that once it has printed something,
    /// or as soon as `when` says so.
    func run(
        _ arguments: [String], environment: [String: String] = [:], input: String? = nil,
        when: (@Sendable () async throws -> Bool)? = nil, signal: Int32? = nil
    ) async throws -> LunetteProcess {
        let usual = [
            "LUNETTE_ENDPOINT": emulator.endpoint, "LUNETTE_HOME": home,
            "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid",
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
        ]
        return try await LunetteProcess.run(
            arguments, folder: folder.path,
            environment: environment.merging(usual) { given, _ in given }, input: input,
            signal: signal, killedWhen: when)
    }

    /// How often an operation was sent.
    func count(of operation: String) -> Int {
        emulator.calls().count { $0.operation == operation }
    }

    /// What is on record of the last run; nil while there is none.
    func history() async throws -> RunHistory? {
        guard let store = try? SQLiteStore(folder: home, creates: false),
            let run = try await store.runs().last
        else { return nil }
        return try await store.history(ofRun: run.id)
    }

    /// What somebody does with a database tool.
    func edit(_ sql: String) async throws {
        let code =
            "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); "
            + "c.executescript(sys.argv[2]); c.commit()"
        let result = try await LunetteProcess.run(
            ["-c", code, home + "/journal.db", sql], binary: "/usr/bin/python3")
        try #require(result.exitCode == 0, "\(result.errors)")
    }
}
