import CLunetteCurl
import LunetteBase

/// One request on its way through libcurl.
final class Transfer: @unchecked Sendable {
    // Unchecked: touched on the loop's thread only; a cancellation handler just passes it on.

    let request: HTTPRequest
    /// The queue that it stands in.
    let host: String
    let isLoopback: Bool
    /// Present until there is an outcome.
    var continuation: CheckedContinuation<Result<HTTPResponse, TransportError>, Never>?
    /// Present while it is under way.
    var handle: OpaquePointer?

    init(_ request: HTTPRequest, to parts: URLParts) {
        self.request = request
        host = parts.authority
        isLoopback = parts.isLoopback
    }

    /// Calls `body` with the request as C has it; the pointers live as long as the call.
    func withRequest<Value>(
        maximumAnswerSize: Int, _ body: (clunette_request) -> Value
    ) -> Value {
        let headers = headerLines()
        let connect = request.connectTimeout.millisecondsRoundedUp
        let total = connect + request.readTimeout.millisecondsRoundedUp
        return request.method.withCString { method in
            request.url.withCString { url in
                headers.withUnsafeBufferPointer { headers in
                    request.body.withUnsafeBufferPointer { bytes in
                        body(
                            clunette_request(
                                method: method, url: url, headers: headers.baseAddress,
                                headers_size: headers.count, body: bytes.baseAddress,
                                body_size: bytes.count,
                                connect_timeout_milliseconds: Int(connect),
                                timeout_milliseconds: Int(total),
                                maximum_answer_size: maximumAnswerSize,
                                uses_proxy: !isLoopback && !request.isLinkLocal))
                    }
                }
            }
        }
    }

    private func headerLines() -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(1_024)
        for header in request.headers {
            lines.append(contentsOf: header.name.utf8)
            lines.append(contentsOf: ": ".utf8)
            lines.append(contentsOf: header.value.utf8)
            lines.append(0)
        }
        // libcurl would add these two to a POST: one waits for a server's leave, the other is
        // neither true of an empty body nor covered by the signature.
        for name in ["expect", "content-type"] where request.headers.header(named: name) == nil {
            lines.append(contentsOf: name.utf8)
            lines.append(contentsOf: [UInt8(ascii: ":"), 0])
        }
        return lines
    }

    /// The outcome of a finished transfer.
    func outcome(_ handle: OpaquePointer) -> Result<HTTPResponse, TransportError> {
        let kind: TransportError.Kind
        switch clunette_transfer_outcome(handle) {
        case CLUNETTE_DONE: return .success(answer(handle))
        case CLUNETTE_NOT_RESOLVED: kind = .notResolved
        case CLUNETTE_NOT_CONNECTED: kind = .notConnected
        case CLUNETTE_TLS: kind = .tls
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
