import LunetteBase

/// What a server finds when it computes a received request's signature itself.
public struct SignatureCheck: Sendable, Hashable {
    public let matches: Bool
    fileprivate let steps: SignatureSteps

    /// The server's own: a client that compares it with its own finds the difference.
    public var stringToSign: String { steps.stringToSign }

    /// Only ACS3 has one.
    public var canonicalRequest: String? { steps.canonicalRequest }
}

extension SignatureCheck {
    /// Checks by ACS3: signs what `authorization` lists, with the body as received. A header that
    /// is listed but missing, or an `x-acs-content-sha256` of another body, never matches.
    public static func acs3(
        _ received: SignableRequest, authorization: ACS3Authorization, key: SigningKey
    ) -> SignatureCheck {
        var request = received
        request.headers = []
        request.headers.reserveCapacity(received.headers.count)
        var isWhole = true
        for name in authorization.signedHeaders {
            let count = request.headers.count
            // By index: a header that is passed by is not copied.
            for index in received.headers.indices
            where equalIgnoringCase(name, received.headers[index].name) {
                request.headers.append(NamedValue(name, received.headers[index].value))
            }
            isWhole = isWhole && request.headers.count > count
        }
        let computed = ACS3Signature(of: request, key: key)
        if let hash = received.headers.header(named: "x-acs-content-sha256") {
            isWhole = isWhole && equalIgnoringCase(hash, sha256Text(received.body))
        }
        return SignatureCheck(
            matches: equalsInConstantTime(computed.signature, authorization.signature) && isWhole,
            steps: .acs3(computed))
    }

    /// Checks the query parameter `Signature`; a request without one never matches.
    public static func rpc(_ received: SignableRequest, accessKeySecret: Secret) -> SignatureCheck {
        let computed = RPCSignature(of: received, accessKeySecret: accessKeySecret)
        let given = (received.query + received.form).value(named: "Signature") ?? ""
        return SignatureCheck(
            matches: equalsInConstantTime(computed.signature, given), steps: .rpc(computed))
    }
}
