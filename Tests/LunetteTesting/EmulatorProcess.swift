@preconcurrency import Foundation

/// A `lunette emulator` in a process of its own.
public final class EmulatorProcess: Sendable {
    public let endpoint: String
    private let process: Process

    private init(endpoint: String, process: Process) {
        self.endpoint = endpoint
        self.process = process
    }

    /// Starts one and waits until it says that it listens.
    public static func start(_ arguments: [String]) async throws -> EmulatorProcess {
        let process = Process()
        process.executableURL = URL(filePath: Checkout.binary)
        process.arguments = ["emulator"] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let handle = output.fileHandleForReading
        let line = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    returning: String(decoding: handle.availableData, as: UTF8.self))
            }
        }
        let prefix = "listening on "
        guard line.hasPrefix(prefix), line.hasSuffix("\n") else {
            process.terminate()
            throw NotListening(output: line)
        }
        return EmulatorProcess(
            endpoint: String(line.dropFirst(prefix.count).dropLast()), process: process)
    }

    /// What it answers below `/_lunette/`.
    public func answer(_ path: String) async throws -> String {
        try await LunetteProcess.run(
            ["--silent", "--show-error", "--fail", endpoint + path], binary: "/usr/bin/curl"
        ).output
    }

    public func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// What it said instead of its address.
    public struct NotListening: Error {
        public let output: String
    }
}
