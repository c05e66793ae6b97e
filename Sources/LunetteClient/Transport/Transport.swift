/// Sends one request and brings its answer back, whatever its status.
public protocol Transport: Sendable {
    /// Cancelling the task takes the request back; whether it had gone out is in the error.
    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}

/// Why there is no answer.
public struct TransportError: Error, Sendable, Hashable {
    /// How far the request came, and what stopped it.
    public enum Kind: String, Sendable {
        /// The library for HTTP is missing or too old.
        case unavailable
        /// Refused before sending: plain HTTP to another machine, or not a URL.
        case refused
        case notResolved
        case notConnected
        case proxyNotResolved
        case proxyNotConnected
        /// It answered, and does not pass the request on.
        case proxyRefused
        /// No encryption could be agreed on.
        case tls
        /// The server's certificate is no longer good, or not yet.
        case certificateExpired
        /// Nobody who is trusted vouches for the server.
        case certificateUntrusted
        /// The certificate names other hosts.
        case certificateOfAnother
        /// The certificates of those who are trusted cannot be read.
        case noAuthorities
        case timedOut
        case tooLarge
        /// The connection ended before the answer did.
        case broken
        case cancelled
        case other
    }

    public let kind: Kind
    /// False only when it is sure that the server saw nothing of the request.
    public let wasSent: Bool
    public let message: String

    public init(_ kind: Kind, wasSent: Bool, message: String) {
        self.kind = kind
        self.wasSent = wasSent
        self.message = message
    }
}
