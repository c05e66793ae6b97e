@preconcurrency import Foundation

/// A real TLS server on loopback, Python's over OpenSSL, with a certificate that this test made. It
/// answers every call with no regions.
final class TLSServer: Sendable {
    /// What is wrong with its certificate, if anything.
    enum Certificate: String, Sendable, CaseIterable {
        /// Of a test's own authority, for 127.0.0.1.
        case good
        case expired
        case ofAnotherHost
        case signedByItself
    }

    let port: UInt16
    private let process: Process
    private let making: CertificateMaking

    var url: String { "https://127.0.0.1:\(port)" }

    /// The certificate of the authority that vouches for it.
    var authority: String { making.authority }

    /// A folder that holds it under its hash.
    func authorityFolder() throws -> String { try making.authorityFolder() }

    init(_ certificate: Certificate) throws {
        making = try CertificateMaking(certificate)
        let (process, output) = try start(
            "/usr/bin/python3", ["-c", Self.program, making.certificate, making.key])
        self.process = process
        var said = ""
        while !said.hasSuffix("\n") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw TLSServerFailure(said: said) }
            said += String(decoding: data, as: UTF8.self)
        }
        guard let port = UInt16(said.dropLast()) else { throw TLSServerFailure(said: said) }
        self.port = port
    }

    private static let program = """
        import http.server, ssl, sys

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                is_call = "x-acs-action" in self.headers
                body = b'{"RequestId":"R-TLS","Regions":{"Region":[]}}'
                self.send_response(200 if is_call else 404)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = answer

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*sys.argv[1:])
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        print(server.server_port, flush=True)
        server.serve_forever()
        """

    deinit {
        // It may have been started where SIGTERM is blocked, and has nothing to put in order.
        kill(process.processIdentifier, SIGKILL)
    }
}

/// An authority and a certificate that it signed, as files.
struct CertificateMaking {
    private let folder = TemporaryFolder()

    var authority: String { "\(folder.path)/authority.pem" }
    var key: String { "\(folder.path)/key.pem" }
    var certificate: String { "\(folder.path)/certificate.pem" }
    private var authorityKey: String { "\(folder.path)/authority-key.pem" }

    init(_ kind: TLSServer.Certificate) throws {
        let host = kind == .ofAnotherHost ? "DNS:ecs.example.org" : "IP:127.0.0.1"
        let name = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=\(host)"]
        if kind == .signedByItself {
            try openSSL(
                ["req", "-x509", "-days", "1", "-out", certificate] + newKey(key) + name)
            return
        }
        try openSSL(
            ["req", "-x509", "-days", "1", "-out", authority, "-subj", "/CN=Test authority"]
                + newKey(authorityKey))
        let request = "\(folder.path)/request.pem"
        try openSSL(["req", "-new", "-out", request] + newKey(key) + name)
        try openSSL([
            "x509", "-req", "-in", request, "-CA", authority, "-CAkey", authorityKey,
            "-copy_extensions", "copyall", "-days", kind == .expired ? "-1" : "1", "-out",
            certificate,
        ])
    }

    func authorityFolder() throws -> String {
        let place = "\(folder.path)/trusted"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: authority, toPath: "\(place)/authority.pem")
        try openSSL(["rehash", place])
        return place
    }

    private func newKey(_ path: String) -> [String] {
        [
            "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
            path,
        ]
    }

    private func openSSL(_ arguments: [String]) throws {
        let making = try start("/usr/bin/openssl", arguments).process
        making.waitUntilExit()
        guard making.terminationStatus == 0 else {
            throw TLSServerFailure(said: "no certificate: \(making.terminationStatus)")
        }
    }
}

private func start(_ program: String, _ arguments: [String]) throws
    -> (process: Process, output: Pipe)
{
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    return (process, output)
}

/// The server did not say where it listens, or there is no certificate.
struct TLSServerFailure: Error {
    let said: String
}
