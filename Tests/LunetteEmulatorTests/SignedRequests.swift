import LunetteBase
import LunetteEmulator
import LunetteSigning
import LunetteWorld

/// A signed request before it becomes bytes, so that a test can spoil any part of it.
struct TestRequest {
    var method = "POST"
    var target: String
    var headers: [NamedValue]
    var body = ""

    /// Signs for the default world's key unless told otherwise.
    init(
        _ operation: String, _ parameters: [(String, String)] = [],
        algorithm: SignedCall.Algorithm = .acs3, keyID: String = "testid",
        secret: Secret = "testsecret", token: Secret? = nil, version: String = "2014-05-26",
        date: Timestamp = SystemClock().now(), nonce: String = SystemRandomness().nonce()
    ) {
        let call = UnsignedCall(
            operation: operation, version: version, host: "127.0.0.1",
            parameters: parameters.map { NamedValue($0.0, $0.1) })
        let credentials = Credentials(
            accessKeyID: keyID, accessKeySecret: secret, securityToken: token)
        let signed = SignedCall(
            call, credentials: credentials, date: date, nonce: nonce, algorithm: algorithm)
        target = signed.target
        headers = signed.headers
    }

    var bytes: [UInt8] {
        let lines = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        return Array(
            "\(method) \(target) HTTP/1.1\r\n\(lines)content-length: \(body.utf8.count)\r\n\r\n\(body)"
                .utf8)
    }

    mutating func setHeader(_ name: String, _ value: String) {
        headers = headers.map { $0.name == name ? NamedValue(name, value) : $0 }
    }

    /// Takes one parameter out of the query.
    mutating func dropParameter(_ name: String) {
        let parts = target.dropFirst(2).split(separator: "&").filter { !$0.hasPrefix("\(name)=") }
        target = "/?" + parts.joined(separator: "&")
    }

    mutating func replace(_ text: String, with other: String) {
        target = target.split(separator: text, omittingEmptySubsequences: false)
            .joined(separator: other)
    }
}

extension Emulator {
    /// Sends one request on a connection of its own; nil when no answer comes.
    func send(_ request: TestRequest) -> RawResponse? {
        let connection = try? RawConnection(port: port)
        connection?.send(request.bytes)
        return connection?.response()
    }

    /// An unsigned GET.
    func get(_ target: String, method: String = "GET", body: String = "") -> RawResponse? {
        let connection = try? RawConnection(port: port)
        connection?.send(
            "\(method) \(target) HTTP/1.1\r\nhost: 127.0.0.1:\(port)\r\n"
                + "content-length: \(body.utf8.count)\r\n\r\n\(body)")
        return connection?.response()
    }
}

/// Runs `body` against an emulator of the default world, and stops it.
func withEmulator<Result>(
    _ configuration: EmulatorConfiguration = EmulatorConfiguration(world: .standard),
    _ body: (Emulator) async throws -> Result
) async throws -> Result {
    let emulator = try await Emulator.start(configuration)
    do {
        let result = try await body(emulator)
        await emulator.stop()
        return result
    } catch {
        await emulator.stop()
        throw error
    }
}
