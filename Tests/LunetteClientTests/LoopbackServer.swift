import CLunetteSystem
import Glibc
import LunetteBase
import Synchronization

/// A request as a loopback server got it.
struct ReceivedRequest: Sendable {
    let method: String
    let path: String
    let query: [NamedValue]
    let headers: [NamedValue]
    let body: [UInt8]
    /// Counted from 1 over all connections, and over this one.
    let number: Int
    let numberOnConnection: Int

    func header(_ name: String) -> String? { headers.header(named: name) }
    var operation: String {
        header("x-acs-action") ?? query.value(named: "Action") ?? ""
    }
}

/// What a loopback server does with a request.
enum Reply: Sendable {
    case answer(Int, String, headers: [NamedValue] = [])
    /// These bytes, and then the end of the connection.
    case raw(String)
    case bytes([UInt8])
    /// The end of the connection, without a word.
    case close
    case late(Duration, String)

    static func json(_ body: String) -> Reply { .answer(200, body) }

    static func failure(_ status: Int, _ code: String, headers: [NamedValue] = []) -> Reply {
        .answer(
            status,
            #"{"Code":"\#(code)","Message":"as told","RequestId":"R-\#(code)","HostId":"h"}"#,
            headers: headers)
    }
}

/// An HTTP/1.1 server on a real socket, that does what a test says. One thread a connection.
final class LoopbackServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let handler: @Sendable (ReceivedRequest) -> Reply
    private let log = Mutex<[ReceivedRequest]>([])
    private let connectionCount = Mutex(0)

    var url: String { "http://127.0.0.1:\(port)" }
    var requests: [ReceivedRequest] { log.withLock { $0 } }
    var operations: [String] { requests.map(\.operation) }
    var connections: Int { connectionCount.withLock { $0 } }

    init(_ handler: @escaping @Sendable (ReceivedRequest) -> Reply) {
        self.handler = handler
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                precondition(bind(descriptor, pointer, length) == 0, "no loopback port")
                precondition(listen(descriptor, 256) == 0, "no listening")
                getsockname(descriptor, pointer, &length)
            }
            return UInt16(bigEndian: pointer.pointee.sin_port)
        }
        run { [self] in acceptConnections() }
    }

    /// Ends the accepting thread; without it the server lives as long as the test process.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func acceptConnections() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            connectionCount.withLock { $0 += 1 }
            run { [self] in
                serve(connection)
                close(connection)
            }
        }
        close(listener)
    }

    private func serve(_ connection: Int32) {
        var buffer: [UInt8] = []
        var count = 0
        while let (head, body) = nextRequest(connection, &buffer) {
            count += 1
            let onConnection = count
            let received = log.withLock { log in
                let request = parse(head, body, log.count + 1, onConnection)
                log.append(request)
                return request
            }
            switch handler(received) {
            case .answer(let status, let text, let headers):
                send(connection, answer(status, text, headers))
            case .late(let delay, let text):
                usleep(UInt32(delay.nanoseconds / 1_000))
                send(connection, answer(200, text, []))
            case .raw(let text):
                send(connection, Array(text.utf8))
                return
            case .bytes(let bytes):
                send(connection, bytes)
                return
            case .close: return
            }
        }
    }

    private func answer(_ status: Int, _ body: String, _ headers: [NamedValue]) -> [UInt8] {
        let lines = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        return Array(
            ("HTTP/1.1 \(status) As told\r\nContent-Length: \(body.utf8.count)\r\n\(lines)\r\n"
                + body).utf8)
    }

    private func send(_ connection: Int32, _ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }

    private func nextRequest(_ connection: Int32, _ buffer: inout [UInt8])
        -> (head: [UInt8], body: [UInt8])?
    {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            if let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = Array(buffer[..<end.lowerBound])
                let text = String(decoding: head, as: UTF8.self).lowercased()
                let length =
                    text.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                    .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) } ?? 0
                if buffer.count >= end.upperBound + length {
                    let body = Array(buffer[end.upperBound..<end.upperBound + length])
                    buffer.removeFirst(end.upperBound + length)
                    return (head, body)
                }
            }
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            buffer.append(contentsOf: chunk[..<count])
        }
    }

    private func parse(_ head: [UInt8], _ body: [UInt8], _ number: Int, _ onConnection: Int)
        -> ReceivedRequest
    {
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        let start = lines[0].split(separator: " ")
        let parts = start[1].split(separator: "?", maxSplits: 1)
        let headers = lines.dropFirst().map { line in
            let halves = line.split(separator: ":", maxSplits: 1)
            return NamedValue(
                String(halves[0]), halves.count > 1 ? String(halves[1].drop { $0 == " " }) : "")
        }
        return ReceivedRequest(
            method: String(start[0]), path: String(parts[0]),
            query: parts.count > 1 ? NamedValue.list(decodingQuery: parts[1]) ?? [] : [],
            headers: headers, body: body, number: number, numberOnConnection: onConnection)
    }

    private func run(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(ThreadBody(body)).toOpaque()
        let result = clunette_start_thread(
            1 << 20, { Unmanaged<ThreadBody>.fromOpaque($0).takeRetainedValue().run() }, box)
        precondition(result == 0, "no thread")
    }
}

private final class ThreadBody {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}
