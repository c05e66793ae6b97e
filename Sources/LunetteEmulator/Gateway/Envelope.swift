import LunetteBase
import LunetteHTTP
import LunetteSigning

/// What a request says around its parameters: which operation, by whom, when, signed how.
struct Envelope: Sendable {
    enum Scheme: Sendable {
        case acs3(ACS3Authorization)
        case rpc
        case unsigned
    }

    let scheme: Scheme
    let operation: String?
    let version: String?
    let asksForXML: Bool
    let accessKeyID: String?
    let date: String?
    let nonce: String?
    let securityToken: String?
    /// The operation's own, in the order of the wire.
    let parameters: [NamedValue]
    let host: String
    /// What the signature covers, decoded.
    let signable: SignableRequest

    /// Decodes the query and a form body, once for all.
    init(_ request: ReceivedRequest) throws(Refusal) {
        guard let query = NamedValue.list(decodingQuery: request.query) else {
            throw .malformedQuery
        }
        let form = try Self.form(of: request)
        signable = SignableRequest(
            method: request.method, path: request.path, query: query, headers: request.headers,
            form: form, body: request.body)
        let fields = form.isEmpty ? query : query + form
        parameters = fields.filter { !Self.protocolNames.contains($0.name) }
        asksForXML = fields.value(named: "Format")?.lowercased() == "xml"
        host = request.headers.header(named: "host") ?? ""
        scheme = try Self.scheme(request.headers, fields)

        switch scheme {
        case .acs3(let authorization):
            accessKeyID = authorization.accessKeyID
            operation = request.headers.header(named: "x-acs-action")
            version = request.headers.header(named: "x-acs-version")
            date = request.headers.header(named: "x-acs-date")
            nonce = request.headers.header(named: "x-acs-signature-nonce")
            securityToken = request.headers.header(named: "x-acs-security-token")
        case .rpc, .unsigned:
            accessKeyID = fields.value(named: "AccessKeyId")
            operation =
                fields.value(named: "Action") ?? request.headers.header(named: "x-acs-action")
            version =
                fields.value(named: "Version") ?? request.headers.header(named: "x-acs-version")
            date = fields.value(named: "Timestamp")
            nonce = fields.value(named: "SignatureNonce")
            securityToken = fields.value(named: "SecurityToken")
        }
    }

    /// The algorithm's name; nil when nothing is signed.
    var algorithm: String? {
        switch scheme {
        case .acs3: ACS3Signature.algorithm
        case .rpc: RPCSignature.algorithm
        case .unsigned: nil
        }
    }

    private static func form(of request: ReceivedRequest) throws(Refusal) -> [NamedValue] {
        guard !request.body.isEmpty,
            let type = request.headers.header(named: "content-type")?.lowercased(),
            type.hasPrefix("application/x-www-form-urlencoded")
        else { return [] }
        guard let text = String(validating: request.body, as: UTF8.self),
            let form = NamedValue.list(decodingQuery: text)
        else { throw .malformedQuery }
        return form
    }

    private static func scheme(_ headers: [NamedValue], _ fields: [NamedValue])
        throws(Refusal) -> Scheme
    {
        if let header = headers.header(named: "authorization") {
            guard let authorization = ACS3Authorization(header: header) else {
                throw .invalidSignatureMethod("Authorization")
            }
            return .acs3(authorization)
        }
        return fields.contains { $0.name == "Signature" || $0.name == "AccessKeyId" }
            ? .rpc : .unsigned
    }

    /// The names that belong to the protocol, and to no operation.
    private static let protocolNames: Set<String> = [
        "AccessKeyId", "Action", "BearerToken", "Format", "SecurityToken", "Signature",
        "SignatureMethod", "SignatureNonce", "SignatureType", "SignatureVersion", "Timestamp",
        "Version",
    ]
}
