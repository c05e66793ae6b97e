import LunetteBase
import NIOCore
import NIOHTTP1

/// What goes back for one request.
public struct Reply: Sendable {
    /// How much of it arrives; anything but `whole` is a fault that was asked for.
    public enum Delivery: Sendable {
        case whole
        /// The head promises the whole body, and the connection ends halfway through it.
        case truncated
        /// The connection is reset, and nothing is sent.
        case reset
    }

    public var status: Int
    public var contentType: String
    public var headers: [NamedValue]
    /// In pieces, so that a long one need not be copied together.
    public var body: [[UInt8]]
    public var delivery: Delivery
    /// Whether the connection ends after it.
    public var closesConnection = false

    public init(
        status: Int, contentType: String, headers: [NamedValue] = [], body: [[UInt8]],
        delivery: Delivery = .whole
    ) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        self.body = body
        self.delivery = delivery
    }

    var bodySize: Int { body.reduce(0) { $0 + $1.count } }

    /// Writes the status line and the headers.
    func writeHead(closing: Bool, to buffer: inout ByteBuffer) {
        buffer.writeStaticString("HTTP/1.1 ")
        buffer.writeString("\(status) \(HTTPResponseStatus(statusCode: status).reasonPhrase)")
        buffer.writeStaticString("\r\ncontent-type: ")
        buffer.writeString(contentType)
        buffer.writeStaticString("\r\ncontent-length: ")
        buffer.writeString(String(bodySize))
        for header in headers {
            buffer.writeStaticString("\r\n")
            buffer.writeString(header.name)
            buffer.writeStaticString(": ")
            buffer.writeString(header.value)
        }
        buffer.writeStaticString(closing ? "\r\nconnection: close\r\n\r\n" : "\r\n\r\n")
    }
}

/// A reply, or the promise of one, which goes out no earlier than after a pause.
public enum Answer: Sendable {
    case now(Reply)
    case later(PendingReply, after: Duration)
}
