import LunetteBase

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A plain blocking socket to a port on loopback, so that tests can send what no client would.
/// Every wait ends after ten seconds.
final class RawConnection {
    private let descriptor: Int32
    private var received: [UInt8] = []

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw RawConnectionError.refused }
    }

    deinit { close(descriptor) }

    /// Sends what the server takes; false when it stopped taking.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(
                    descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// How the other side is now.
    enum End: Equatable { case open, ended, reset }

    private func receive() -> End {
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &piece, piece.count, 0)
        if count > 0 { received.append(contentsOf: piece[..<count]) }
        if count > 0 { return .open }
        return count == 0 ? .ended : .reset
    }

    /// Everything until the other side ends, and how it ended.
    func drain() -> (bytes: [UInt8], end: End) {
        while true {
            let end = receive()
            if end != .open { return (received, end) }
        }
    }

    /// The next answer, whole; nil when the connection ends before that.
    func response() -> RawResponse? {
        while true {
            if let (response, size) = RawResponse.parse(received) {
                received.removeFirst(size)
                return response
            }
            if receive() != .open { return nil }
        }
    }
}

enum RawConnectionError: Error { case refused }

/// An HTTP answer as it came.
struct RawResponse {
    let status: Int
    let headers: [NamedValue]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
    var code: String? { json["Code"]?.string }

    /// Nil while bytes are missing; else the answer and its size.
    static func parse(_ bytes: [UInt8]) -> (RawResponse, Int)? {
        let mark = Array("\r\n\r\n".utf8)
        guard let end = bytes.firstRange(of: mark) else { return nil }
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return NamedValue(String(parts[0]), String(parts.last?.drop { $0 == " " } ?? ""))
        }
        let length = headers.header(named: "content-length").flatMap { Int($0) } ?? 0
        let size = end.upperBound + length
        guard bytes.count >= size else { return nil }
        return (
            RawResponse(
                status: status, headers: headers, body: Array(bytes[end.upperBound..<size])), size
        )
    }
}
