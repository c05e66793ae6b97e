@preconcurrency import Foundation
import LunetteBase

/// One run of the `lunette` binary, as a shell would make it.
public struct LunetteProcess: Sendable {
    /// The exit code, or minus the signal that ended it.
    public let exitCode: Int32
    public let output: String
    public let errors: String

    /// The report that `--json` printed.
    public func json() throws -> JSONValue {
        try JSONValue(parsing: output)
    }

    /// Where runs are recorded whose test names no folder of its own.
    private static let home = TemporaryFolder.shared

    /// Runs the binary, or another product of the build, in `folder` and waits for its end.
    /// Nothing of the test's own environment but PATH reaches it. A signal is sent as soon as it
    /// has printed something, or as soon as `killedWhen` says so, which is asked a hundred times a
    /// second at most; without a signal that kills it. With `killedAfter` it is killed at that
    /// moment, whatever it does.
    public static func run(
        _ arguments: [String], binary: String = Checkout.binary, folder: String = Checkout.root,
        environment: [String: String] = [:], input: String? = nil, signal: Int32? = nil,
        killedAfter: Duration? = nil, killedWhen: (@Sendable () async throws -> Bool)? = nil,
        patience: Duration = .seconds(60)
    ) async throws -> LunetteProcess {
        let process = Process()
        process.executableURL = URL(filePath: binary)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = environment.merging(
            [
                "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "SWIFT_BACKTRACE": "enable=no",
                "LUNETTE_HOME": home.path,
            ]
        ) { given, _ in given }
        let (output, errors, standardInput) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = standardInput
        let ended = AsyncStream<Void> { continuation in
            process.terminationHandler = { _ in continuation.finish() }
        }
        try process.run()
        if let input { standardInput.fileHandleForWriting.write(Data(input.utf8)) }
        try standardInput.fileHandleForWriting.close()
        // What hangs is ended, and then fails by its exit code.
        let watchdog = Task {
            try await Task.sleep(for: killedAfter ?? patience)
            kill(process.processIdentifier, SIGKILL)
        }
        defer { watchdog.cancel() }
        let assassin = killedWhen.map { isTime in
            Task {
                while try await !isTime() { try await Task.sleep(for: .milliseconds(10)) }
                kill(process.processIdentifier, signal ?? SIGKILL)
            }
        }
        defer { assassin?.cancel() }
        async let outputText = text(of: output) {
            if let signal, killedWhen == nil { kill(process.processIdentifier, signal) }
        }
        async let errorText = text(of: errors)
        for await _ in ended {}
        let code =
            process.terminationReason == .exit
            ? process.terminationStatus : -process.terminationStatus
        return LunetteProcess(exitCode: code, output: await outputText, errors: await errorText)
    }

    /// All that comes through a pipe; `onFirst` is called when the first bytes have.
    private static func text(
        of pipe: Pipe, onFirst: @escaping @Sendable () -> Void = {}
    ) async -> String {
        let handle = pipe.fileHandleForReading
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var data = handle.availableData
                if !data.isEmpty { onFirst() }
                data += (try? handle.readToEnd()) ?? Data()
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
    }
}
