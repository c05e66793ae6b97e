import CLunetteCurl
import LunetteBase

/// One request on its way through libcurl.
final class Transfer: @unchecked Sendable {
    // Unchecked: touched on the loop's thread only; a cancellation handler just passes it on.

    let request: HTTPRequest
    /// The queue that it stands in.
    let host: String
    private let usesProxy: Bool
    /// `name: value` lines, each ended by a NUL.
    private let headerLines: [UInt8]
    /// Present until there is an outcome.
    var continuation: CheckedContinuation<Result<HTTPResponse, TransportError>, Never>?
    /// Present while it is under way.
    var handle: OpaquePointer?

    /// Throws for what must not be sent: plain HTTP to another machine, and what is no URL, or no
    /// header.
    init(_ request: HTTPRequest) throws(TransportError) {
        let (lines, count) = Self.headerLines(of: request)
        headerLines = lines
        guard let endpoint = request.endpoint,
            lines.withUnsafeBufferPointer(countOfControls) == count,
            request.method.withBytes(countOfControls) == 0,
            request.url.withBytes(countOfControls) == 0,
            request.target.map({ $0.withBytes(countOfControls) == 0 }) ?? true
        else {
            throw TransportError(
                .refused, wasSent: false, message: "not a URL and headers that can be sent")
        }
        guard
            endpoint.scheme == "https"
                || endpoint.scheme == "http" && (endpoint.isLoopback || request.isLinkLocal)
        else {
            throw TransportError(
                .refused, wasSent: false,
                message: "\(endpoint.url) is not encrypted: use https, "
                    + "or a loopback address such as http://127.0.0.1")
        }
        self.request = request
        host = endpoint.authority
        usesProxy = !endpoint.isLoopback && !request.isLinkLocal
    }

    /// Calls `body` with the request as C has it; the pointers live as long as the call.
    func withRequest<Value>(
        maximumAnswerSize: Int, _ body: (clunette_request) -> Value
    ) -> Value {
        let connect = request.connectTimeout.millisecondsRoundedUp
        let total = connect + request.readTimeout.millisecondsRoundedUp
        return request.method.withCString { method in
            request.url.withCString { url in
                withOptionalCString(request.target) { target in
                    headerLines.withUnsafeBufferPointer { headers in
                        request.body.withUnsafeBufferPointer { bytes in
                            body(
                                clunette_request(
                                    method: method, url: url, target: target,
                                    headers: headers.baseAddress,
                                    headers_size: headers.count, body: bytes.baseAddress,
                                    body_size: bytes.count,
                                    connect_timeout_milliseconds: Int(connect),
                                    timeout_milliseconds: Int(total),
                                    maximum_answer_size: maximumAnswerSize,
                                    uses_proxy: usesProxy))
                        }
                    }
                }
            }
        }
    }

    /// The lines, and how many they are.
    private static func headerLines(of request: HTTPRequest) -> (lines: [UInt8], count: Int) {
        let headers = request.headers
        var count = headers.count
        let size = headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 3 }
        let lines = [UInt8](capacity: size + 32) { lines in
            for header in headers { lines.writeLine(header.name, header.value) }
            for name in request.body.isEmpty ? ["content-type"] : ["content-type", "expect"]
            where headers.header(named: name) == nil {
                // libcurl would add them to a POST: one is neither true of an empty body nor
                // covered by the signature, the other waits for a server's leave to send a large
                // one.
                lines.writeLine(name, "")
                count += 1
            }
        }
        return (lines, count)
    }

    /// The outcome of a finished transfer.
    func outcome(_ handle: OpaquePointer) -> Result<HTTPResponse, TransportError> {
        let kind: TransportError.Kind
        switch clunette_transfer_outcome(handle) {
        case CLUNETTE_DONE: return .success(answer(handle))
        case CLUNETTE_NOT_RESOLVED: kind = .notResolved
        case CLUNETTE_NOT_CONNECTED:
            kind = isProxyMeant(handle) ? .proxyNotConnected : .notConnected
        case CLUNETTE_PROXY_NOT_RESOLVED: kind = .proxyNotResolved
        case CLUNETTE_PROXY_REFUSED: kind = .proxyRefused
        case CLUNETTE_TLS: kind = .tls
        case CLUNETTE_CERTIFICATE_EXPIRED: kind = .certificateExpired
        case CLUNETTE_CERTIFICATE_UNTRUSTED: kind = .certificateUntrusted
        case CLUNETTE_CERTIFICATE_OF_ANOTHER: kind = .certificateOfAnother
        case CLUNETTE_NO_AUTHORITIES: kind = .noAuthorities
        case CLUNETTE_TIMED_OUT: kind = .timedOut
        case CLUNETTE_TOO_LARGE: kind = .tooLarge
        case CLUNETTE_BROKEN: kind = .broken
        default: kind = .other
        }
        return .failure(
            TransportError(
                kind, wasSent: clunette_transfer_was_sent(handle),
                message: String(cString: clunette_transfer_message(handle))))
    }

    /// Whether a failure to connect was one to the proxy: the library names whom it tried.
    private func isProxyMeant(_ handle: OpaquePointer) -> Bool {
        guard usesProxy, let name = host.split(separator: ":").first else { return false }
        return String(cString: clunette_transfer_message(handle)).firstRange(of: name) == nil
    }

    private func answer(_ handle: OpaquePointer) -> HTTPResponse {
        var size = 0
        let headers = clunette_transfer_headers(handle, &size)
        let headerLines = Array(UnsafeBufferPointer(start: headers, count: size))
        let body = clunette_transfer_body(handle, &size)
        return HTTPResponse(
            status: clunette_transfer_status(handle), headerLines: headerLines,
            body: Array(UnsafeBufferPointer(start: body, count: size)))
    }
}

/// Calls `body` with the text as C has it; nil is null.
func withOptionalCString<Value>(
    _ text: String?, _ body: (UnsafePointer<CChar>?) -> Value
) -> Value {
    text.map { $0.withCString { body($0) } } ?? body(nil)
}

/// How many control characters there are: one in a header would start another.
private func countOfControls(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    clunette_count_controls(bytes.baseAddress, bytes.count)
}

extension ByteWriter {
    /// Writes a header as libcurl takes it. Without a value, and without the space, it is left out.
    fileprivate mutating func writeLine(_ name: String, _ value: String) {
        write(name)
        write(UInt8(ascii: ":"))
        if !value.isEmpty { write(UInt8(ascii: " ")) }
        write(value)
        write(0)
    }
}
