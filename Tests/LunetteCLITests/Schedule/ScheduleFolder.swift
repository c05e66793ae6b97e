@preconcurrency import Foundation
import LunetteBase
import LunetteJournal
import LunetteTesting
import Synchronization

/// A folder with runbooks, a schedule and a state of its own.
struct ScheduleFolder: Sendable {
    let path: String

    var environment: [String: String] { ["LUNETTE_HOME": path + "/state", "HOME": path] }
    var schedule: String { path + "/schedules.toml" }

    init() throws {
        path = NSTemporaryDirectory() + "lunette-schedule-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func write(_ name: String, _ text: String) throws {
        try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
    }

    func read(_ name: String) throws -> String {
        try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// `lunette schedule …` here.
    func run(_ words: String...) async throws -> LunetteProcess {
        try await LunetteProcess.run(
            ["schedule"] + words, folder: path, environment: environment)
    }

    /// What became of every due time, in order.
    func records() async throws -> [TickRecord] {
        let store = try SQLiteStore(folder: path + "/state", creates: false)
        return try await store.entries(EntryQuery(kinds: [.tick])).map { TickRecord($0.body) }
    }

    /// Starts the daemon, and returns once it serves.
    func serve() async throws -> DaemonProcess {
        try await DaemonProcess(self)
    }
}

/// `lunette schedule serve` in a process of its own.
final class DaemonProcess: Sendable {
    let statusPage: String
    private let process: Process
    private let ended: AsyncStream<Void>

    init(_ folder: ScheduleFolder) async throws {
        let process = Process()
        process.executableURL = URL(filePath: Checkout.binary)
        process.arguments = ["schedule", "serve", "--port", "0"]
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.environment = folder.environment.merging(["PATH": "/usr/bin:/bin"]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle(forWritingAtPath: "/dev/null")
        ended = AsyncStream { continuation in
            process.terminationHandler = { _ in continuation.finish() }
        }
        try process.run()
        self.process = process
        let handle = output.fileHandleForReading
        let line = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    returning: String(decoding: handle.availableData, as: UTF8.self))
            }
        }
        statusPage = line.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
        guard line.hasPrefix("serving ") else {
            process.terminate()
            throw NotServing(output: line)
        }
    }

    /// What it said instead of its address.
    struct NotServing: Error {
        let output: String
    }

    /// Sends a signal and waits for the end; the exit code, or minus the signal that ended it.
    func end(by signal: Int32) async -> Int32 {
        kill(process.processIdentifier, signal)
        for await _ in ended {}
        return process.terminationReason == .exit
            ? process.terminationStatus : -process.terminationStatus
    }

    var processID: Int32 { process.processIdentifier }
}
