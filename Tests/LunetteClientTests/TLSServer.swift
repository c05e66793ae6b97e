@preconcurrency import Foundation

/// A real TLS server, OpenSSL's, on loopback, with a certificate of its own that nobody vouches
/// for. It answers every GET.
final class TLSServer: Sendable {
    let port: UInt16
    private let process: Process
    private let folder = TemporaryFolder()

    var url: String { "https://127.0.0.1:\(port)" }

    init() throws {
        let (key, certificate) = ("\(folder.path)/key.pem", "\(folder.path)/certificate.pem")
        let making = try Self.start([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", key, "-out", certificate, "-days", "1", "-subj", "/CN=127.0.0.1",
            "-addext", "subjectAltName=IP:127.0.0.1",
        ]).process
        making.waitUntilExit()
        let (process, output) = try Self.start([
            "s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www",
        ])
        self.process = process
        // ACCEPT 127.0.0.1:40929
        var said = ""
        while !said.hasSuffix("\n") || !said.contains("ACCEPT ") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw TLSServerFailure(said: said) }
            said += String(decoding: data, as: UTF8.self)
        }
        let digits = said.split(separator: "\n").last?.split(separator: ":").last ?? ""
        guard let port = UInt16(digits) else { throw TLSServerFailure(said: said) }
        self.port = port
    }

    deinit {
        // It may have been started where SIGTERM is blocked, and has nothing to put in order.
        kill(process.processIdentifier, SIGKILL)
    }

    private static func start(_ arguments: [String]) throws -> (process: Process, output: Pipe) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        return (process, output)
    }
}

/// OpenSSL did not say where it listens.
struct TLSServerFailure: Error {
    let said: String
}
