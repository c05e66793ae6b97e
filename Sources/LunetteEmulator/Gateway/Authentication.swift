import LunetteBase
import LunetteHTTP
import LunetteSigning
import LunetteWorld

/// Whom a request claims to come from, as the world knows them: looked up while nothing changes,
/// and judged while other requests go on.
struct Claim: Sendable {
    let key: AccessKeyRecord
    let signingKey: SigningKey
    /// Whether the security token that came along is some session's.
    let hasKnownToken: Bool
}

/// Finds out who sent a request, or why it cannot be believed.
struct Authentication {
    /// How far a request's date may lie from the gateway's, either way.
    static let window = Duration.seconds(900)

    /// What dates and nonces are judged by; real also where the world's time is virtual, since
    /// signing libraries read the machine's clock.
    let realClock: any RunClock

    /// Everything but the nonce, which only counts once the rest is believed. `now` is the world's
    /// time, by which sessions expire.
    func check(_ envelope: Envelope, _ claim: Claim?, now: Timestamp) throws(Refusal) {
        let proof = try Proof(envelope)
        try checkDate(proof.date)
        guard let claim else { throw .unknownKey }
        guard claim.key.isActive else { throw .inactiveKey }
        try checkToken(envelope.securityToken, claim, now)
        try checkSignature(envelope, claim.signingKey)
    }

    private func checkDate(_ text: String) throws(Refusal) {
        guard let date = Timestamp(text: text) else { throw .malformedDate }
        let age = realClock.now() - date
        guard age <= Self.window, age >= .zero - Self.window else { throw .expiredDate }
    }

    private func checkToken(_ given: String?, _ claim: Claim, _ now: Timestamp) throws(Refusal) {
        let key = claim.key
        guard let given, !given.isEmpty else {
            if key.securityToken == nil { return }
            throw .missingToken
        }
        guard key.securityToken?.reveal() == given else {
            throw claim.hasKnownToken ? .foreignToken : .malformedToken
        }
        if let expiration = key.expiration, expiration <= now { throw .expiredToken }
    }

    private func checkSignature(_ envelope: Envelope, _ key: SigningKey) throws(Refusal) {
        let check: SignatureCheck
        switch envelope.scheme {
        case .acs3(let authorization):
            try checkCoverage(envelope.signable.headers, authorization)
            check = .acs3(envelope.signable, authorization: authorization, key: key)
        case .rpc:
            check = .rpc(envelope.signable, accessKeySecret: key.secret)
        case .unsigned:
            throw .missing("AccessKeyId")
        }
        guard check.matches else {
            throw .wrongSignature(check.canonicalRequest ?? check.stringToSign)
        }
    }

    /// What steers a request must be signed, or anyone on the way could change it.
    private func checkCoverage(_ headers: [NamedValue], _ authorization: ACS3Authorization)
        throws(Refusal)
    {
        for name in Self.steeringHeaders
        where !authorization.signedHeaders.contains(name) && headers.header(named: name) != nil {
            throw .unsignedHeader(name)
        }
    }

    private static let steeringHeaders = [
        "host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce",
        "x-acs-content-sha256", "x-acs-security-token",
    ]
}

/// What every signed request must bring beside its parameters.
private struct Proof {
    let accessKeyID: String
    let date: String
    let nonce: String

    init(_ envelope: Envelope) throws(Refusal) {
        func required(_ value: String?, _ name: String) throws(Refusal) -> String {
            guard let value, !value.isEmpty else { throw .missing(name) }
            return value
        }
        switch envelope.scheme {
        case .acs3:
            accessKeyID = try required(envelope.accessKeyID, "Credential")
            date = try required(envelope.date, "x-acs-date")
            nonce = try required(envelope.nonce, "x-acs-signature-nonce")
        case .rpc, .unsigned:
            accessKeyID = try required(envelope.accessKeyID, "AccessKeyId")
            let fields = envelope.signable.query + envelope.signable.form
            let method = try required(fields.value(named: "SignatureMethod"), "SignatureMethod")
            let version = try required(fields.value(named: "SignatureVersion"), "SignatureVersion")
            guard method == RPCSignature.algorithm else {
                throw .invalidSignatureMethod("SignatureMethod")
            }
            guard version == "1.0" else { throw .invalidSignatureMethod("SignatureVersion") }
            guard fields.value(named: "SignatureType") ?? "" == "" else {
                throw .invalidSignatureMethod("SignatureType")
            }
            date = try required(envelope.date, "Timestamp")
            nonce = try required(envelope.nonce, "SignatureNonce")
            _ = try required(fields.value(named: "Signature"), "Signature")
        }
    }
}
