import LunetteBase

/// A successful answer. Its body is JSON, whole, and left to the caller to decode.
public struct ServiceResponse: Sendable {
    public let status: Int
    public let body: [UInt8]
    /// How often the call was sent, this answer's try included.
    public internal(set) var attempts: Int
    /// Set when no answer said so, but a read afterwards: the change is as asked for. The body is
    /// then an empty object.
    public internal(set) var isSettledByRead: Bool
    /// What a change did, where that is known.
    public var effect: ChangeEffect?
    /// An earlier attempt at the run made the change: this is the answer that was recorded then.
    public var isReplayed = false

    public init(
        status: Int, body: [UInt8], attempts: Int = 1, isSettledByRead: Bool = false
    ) {
        self.status = status
        self.body = body
        self.attempts = attempts
        self.isSettledByRead = isSettledByRead
    }

    /// The answer's id, found without decoding the rest.
    public var requestID: String? {
        guard let found = firstOccurrence(of: "\"RequestId\"", in: body) else { return nil }
        let rest = body[found.upperBound...].drop { $0 == 0x20 || $0 == UInt8(ascii: ":") }
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        let value = rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
        return String(decoding: value, as: UTF8.self)
    }
}
