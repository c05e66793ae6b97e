import Crypto
import LunetteBase

/// An access key's secret, ready to sign with: taking a key in costs as much as signing with it.
public struct SigningKey: Sendable {
    public let secret: Secret
    private let keyed: HMAC<SHA256>

    public init(_ secret: Secret) {
        self.secret = secret
        keyed = HMAC<SHA256>(key: SymmetricKey(data: Array(secret.reveal().utf8)))
    }

    func authenticationCode(of bytes: [UInt8]) -> HMAC<SHA256>.MAC {
        var code = keyed
        code.update(data: bytes)
        return code.finalize()
    }
}

extension SigningKey: Hashable {
    public static func == (left: SigningKey, right: SigningKey) -> Bool {
        left.secret == right.secret
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(secret)
    }
}
