import LunetteBase
import LunetteCatalogue

extension ServiceResponse {
    /// Takes an HTTP answer as the service's: a whole 2xx, or else the error that it stands for.
    init(_ answer: HTTPResponse, to exchange: Exchange) throws(ServiceError) {
        let call = exchange.call
        guard (200..<300).contains(answer.status) else {
            throw ServiceError(answer, to: call, from: exchange.endpoint)
        }
        guard answer.isWhole(thorough: exchange.isAnswerDecoded || !call.changesNothing) else {
            throw ServiceError(
                .transport, code: "BrokenAnswer",
                message: "what \(exchange.endpoint.url) answered is cut off or malformed"
                    + (ErrorBody.title(ofPage: answer.body).map { ": a page, '\($0)'" } ?? ""),
                httpStatus: answer.status,
                disposition: call.changesNothing ? .retry : .inDoubt)
        }
        self.init(status: answer.status, body: answer.body)
    }
}

extension HTTPResponse {
    /// Whether the body is a JSON object, and whole. A change's answer, which is small, is read
    /// thoroughly; a read's is decoded by the caller, and only cut-off ones are told here.
    fileprivate func isWhole(thorough: Bool) -> Bool {
        if thorough { return (try? JSONValue(parsing: body))?.object != nil }
        return JSONOutline.isWholeObject(body)
    }
}

extension ServiceError {
    /// The error that an answer other than 2xx stands for. One that has no code is not the
    /// service's own, and `endpoint` says where to look for whose it is.
    init(_ answer: HTTPResponse, to call: ServiceCall, from endpoint: Endpoint? = nil) {
        let body = ErrorBody(answer.body)
        let code = body.code ?? "HTTP\(answer.status)"
        let advice = CodeBook.advice(for: code, status: answer.status)
        let retryAfter = answer.header("x-acs-retry-after").flatMap(Int64.init).map {
            Duration.milliseconds(min(max($0, 0), 3_600_000))
        }
        let isThrottled =
            retryAfter.map { $0 > .zero } ?? false || answer.status == 429
            || code == "Throttling" || code.hasPrefix("Throttling.")
        self.init(
            isThrottled ? .throttled : .service, code: code,
            message: body.code == nil
                ? Self.message(of: answer, body, from: endpoint)
                : body.message ?? "the service answered \(answer.status)",
            httpStatus: answer.status, disposition: isThrottled ? .wait : advice.disposition)
        requestID = body.requestID ?? answer.header("x-acs-request-id")
        recommend = body.recommend
        accessDeniedDetail = body.accessDeniedDetail
        self.retryAfter = retryAfter
        answeredAt = answer.header("date").flatMap(Timestamp.init(httpDate:))
        if answer.status >= 500, !isThrottled { markFault(call) }
    }

    private static func message(
        of answer: HTTPResponse, _ body: ErrorBody, from endpoint: Endpoint?
    ) -> String {
        let who = endpoint?.url ?? "the service"
        let target = answer.header("location").map { ", to be looked for at \($0)" } ?? ""
        return "\(who) answered \(answer.status)\(target)" + (body.message.map { ": \($0)" } ?? "")
    }

    /// The error that an answer other than 2xx stands for, which no request was sent for.
    public init(status: Int, body: [UInt8], to call: ServiceCall) {
        self.init(HTTPResponse(status: status, body: body), to: call)
        operation = call.operation
        target = call.target
        regionID = call.regionID
    }

    /// A fault of the service's own: whether a change was made is not known.
    private mutating func markFault(_ call: ServiceCall) {
        if httpStatus == 504 { kind = .timeout }
        disposition = call.changesNothing ? .retry : .inDoubt
        if kind == .service, !call.changesNothing { kind = .transport }
    }

    /// The error that a transport's failure stands for.
    init(_ error: TransportError, to call: ServiceCall, at endpoint: Endpoint) {
        let isInDoubt = error.wasSent && !call.changesNothing
        let isPlaced = error.message.firstRange(of: endpoint.authority) != nil
        self.init(
            error.kind.serviceErrorKind, code: error.kind.code,
            message: isPlaced ? error.message : "\(endpoint.url): \(error.message)",
            disposition: isInDoubt ? .inDoubt : error.kind.mayPass ? .retry : .fix)
    }
}

extension TransportError.Kind {
    fileprivate var serviceErrorKind: ServiceError.Kind {
        switch self {
        case .timedOut: .timeout
        case .cancelled: .cancelled
        default: .transport
        }
    }

    /// The code of the error that it becomes.
    public var code: String {
        switch self {
        case .unavailable: "TransportUnavailable"
        case .refused: "RequestRefused"
        case .notResolved: "HostNotResolved"
        case .notConnected: "ConnectionFailed"
        case .proxyNotResolved: "ProxyNotResolved"
        case .proxyNotConnected: "ProxyConnectionFailed"
        case .proxyRefused: "ProxyRefused"
        case .tls: "TLSFailed"
        case .certificateExpired: "CertificateExpired"
        case .certificateUntrusted: "CertificateUntrusted"
        case .certificateOfAnother: "CertificateOfAnotherHost"
        case .noAuthorities: "CertificatesUnreadable"
        case .timedOut: "Timeout"
        case .tooLarge: "AnswerTooLarge"
        case .broken: "ConnectionBroken"
        case .cancelled: "Cancelled"
        case .other: "TransportFailed"
        }
    }

    /// Whether a later try may meet something else.
    fileprivate var mayPass: Bool {
        switch self {
        case .unavailable, .refused, .tls, .tooLarge, .cancelled, .certificateExpired,
            .certificateUntrusted, .certificateOfAnother, .noAuthorities:
            false
        case .notResolved, .notConnected, .proxyNotResolved, .proxyNotConnected, .proxyRefused,
            .timedOut, .broken, .other:
            true
        }
    }
}
