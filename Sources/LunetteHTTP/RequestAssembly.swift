import LunetteBase
import NIOCore
import NIOHTTP1

/// Puts the parts of one request together, within the limits.
struct RequestAssembly {
    private let limits: ConnectionLimits
    private let isFromLoopback: Bool
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    init(limits: ConnectionLimits, isFromLoopback: Bool) {
        self.limits = limits
        self.isFromLoopback = isFromLoopback
    }

    var isUnderWay: Bool { head != nil }

    /// Whether the client sends its body only after it has been told to go on.
    var awaitsContinue: Bool {
        head?.headers.first(name: "expect")?.lowercased() == "100-continue"
    }

    mutating func begin(_ head: HTTPRequestHead) throws(Refusal) {
        let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
        guard length <= limits.bodySize else { throw .bodyTooLarge }
        let size = head.headers.reduce(head.uri.utf8.count) {
            $0 + $1.name.utf8.count + $1.value.utf8.count
        }
        guard size <= limits.headSize else { throw .headTooLarge }
        guard head.uri.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .malformedQuery
        }
        self.head = head
    }

    mutating func append(_ bytes: consuming ByteBuffer) throws(Refusal) {
        guard body.readableBytes + bytes.readableBytes <= limits.bodySize else {
            throw .bodyTooLarge
        }
        body.writeBuffer(&bytes)
    }

    /// The request; the assembly is ready for the next one.
    mutating func finish() -> ReceivedRequest? {
        guard let head else { return nil }
        defer {
            self.head = nil
            body.clear()
        }
        let uri = head.uri
        let mark = uri.utf8.firstIndex(of: UInt8(ascii: "?"))
        return ReceivedRequest(
            method: head.method.rawValue,
            path: String(uri[..<(mark ?? uri.endIndex)]),
            query: mark.map { String(uri[uri.index(after: $0)...]) } ?? "",
            headers: head.headers.map { NamedValue($0.name, $0.value) },
            body: Array(body.readableBytesView),
            isFromLoopback: isFromLoopback,
            keepsAlive: head.isKeepAlive && !mustBeTheLast(head))
    }

    /// Behind `CONNECT` or an upgrade the parser reads no more HTTP; behind `HEAD` the client would
    /// take our error's body for the next answer.
    private func mustBeTheLast(_ head: HTTPRequestHead) -> Bool {
        head.method == .CONNECT || head.method == .HEAD || head.headers.contains(name: "upgrade")
    }
}
