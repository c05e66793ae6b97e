import LunetteBase

/// An API call before it is signed.
public struct UnsignedCall: Sendable, Hashable {
    public var operation: String
    /// The API's version, such as `2014-05-26`.
    public var version: String
    public var method: String
    /// As it goes into the header `Host`: with the port, where it is not the scheme's own.
    public var host: String
    /// The operation's own parameters, flat: `Tag.1.Key`, `SecurityGroupIds.2`.
    public var parameters: [NamedValue]
    /// Sent along, and not signed.
    public var otherHeaders: [NamedValue]

    public init(
        operation: String, version: String, method: String = "POST", host: String,
        parameters: [NamedValue], otherHeaders: [NamedValue] = []
    ) {
        self.operation = operation
        self.version = version
        self.method = method
        self.host = host
        self.parameters = parameters
        self.otherHeaders = otherHeaders
    }
}

/// An API call as it goes over the wire, with each step on the way to its signature. All of its
/// parameters stand in the query, and the body is empty, as for every ECS operation.
public struct SignedCall: Sendable, Hashable {
    /// Which of the two signatures.
    public enum Algorithm: String, Sendable, CaseIterable {
        case acs3 = "acs3-hmac-sha256"
        case rpc = "rpc-hmac-sha1"
    }

    public let algorithm: Algorithm
    public let method: String
    public let host: String
    /// Percent-encoded, ready for the URL; the RPC signature is in it.
    public let query: String
    /// All that must be sent, `host` included.
    public let headers: [NamedValue]
    public let signature: String
    /// The header's value; only ACS3 has one.
    public let authorization: String?
    private let steps: SignatureSteps

    public var canonicalQuery: String { steps.canonicalQuery }

    /// Only ACS3 has one.
    public var canonicalRequest: String? { steps.canonicalRequest }

    public var stringToSign: String { steps.stringToSign }

    /// Path and query.
    public var target: String { query.isEmpty ? "/" : "/?" + query }

    /// Signs. Each try of a call needs a new nonce, and a date that the server's clock is within
    /// 15 minutes of.
    public init(
        _ call: UnsignedCall, credentials: Credentials, date: Timestamp, nonce: String,
        algorithm: Algorithm = .acs3
    ) {
        switch algorithm {
        case .acs3: self.init(acs3: call, credentials, date, nonce)
        case .rpc: self.init(rpc: call, credentials, date, nonce)
        }
    }

    private init(
        acs3 call: UnsignedCall, _ credentials: Credentials, _ date: Timestamp, _ nonce: String
    ) {
        var headers: [NamedValue] = []
        headers.reserveCapacity(9 + call.otherHeaders.count)
        // In the order of their names, as they are signed.
        headers.append(NamedValue("host", call.host))
        if credentials.securityToken != nil {
            headers.append(NamedValue("x-acs-accesskey-id", credentials.accessKeyID))
        }
        headers.append(NamedValue("x-acs-action", call.operation))
        headers.append(NamedValue("x-acs-content-sha256", sha256Text([])))
        headers.append(NamedValue("x-acs-date", date.text))
        if let token = credentials.securityToken {
            headers.append(NamedValue("x-acs-security-token", token.reveal()))
        }
        headers.append(NamedValue("x-acs-signature-nonce", nonce))
        headers.append(NamedValue("x-acs-version", call.version))
        let signature = ACS3Signature(
            of: SignableRequest(method: call.method, query: call.parameters),
            headers: CanonicalHeaders(inOrder: headers), key: credentials.signingKey)
        let authorization = signature.authorization(accessKeyID: credentials.accessKeyID)
        headers.append(NamedValue("authorization", authorization))
        headers.append(contentsOf: call.otherHeaders)

        algorithm = .acs3
        method = call.method
        host = call.host
        query = wireQuery(call.parameters)
        self.headers = headers
        self.signature = signature.signature
        self.authorization = authorization
        steps = .acs3(signature)
    }

    private init(
        rpc call: UnsignedCall, _ credentials: Credentials, _ date: Timestamp, _ nonce: String
    ) {
        var items =
            call.parameters + [
                NamedValue("AccessKeyId", credentials.accessKeyID),
                NamedValue("Action", call.operation),
                NamedValue("SignatureMethod", RPCSignature.algorithm),
                NamedValue("SignatureNonce", nonce),
                NamedValue("SignatureVersion", "1.0"),
                NamedValue("Timestamp", date.text),
                NamedValue("Version", call.version),
            ]
        if call.parameters.value(named: "Format") == nil {
            items.append(NamedValue("Format", "JSON"))
        }
        if let token = credentials.securityToken {
            items.append(NamedValue("SecurityToken", token.reveal()))
        }
        let signature = RPCSignature(
            of: SignableRequest(method: call.method, query: items),
            accessKeySecret: credentials.accessKeySecret)
        items.append(NamedValue("Signature", signature.signature))

        algorithm = .rpc
        method = call.method
        host = call.host
        query = wireQuery(items)
        headers = [NamedValue("host", call.host)] + call.otherHeaders
        self.signature = signature.signature
        authorization = nil
        steps = .rpc(signature)
    }
}
