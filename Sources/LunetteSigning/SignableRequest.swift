import LunetteBase

/// A request as both sides see it, decoded: the client before it signs, the server after it has
/// received.
public struct SignableRequest: Sendable, Hashable {
    public var method: String
    public var path: String
    /// Decoded names and values, in any order.
    public var query: [NamedValue]
    /// Before signing: exactly those to sign. As received: all of them.
    public var headers: [NamedValue]
    /// The decoded fields of a form body: the RPC signature covers them with the query.
    public var form: [NamedValue]
    /// The bytes that go over the wire; for a form, its encoded text.
    public var body: [UInt8]

    public init(
        method: String = "POST", path: String = "/", query: [NamedValue] = [],
        headers: [NamedValue] = [], form: [NamedValue] = [], body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.form = form
        self.body = body
    }
}
