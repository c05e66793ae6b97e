import Crypto
import LunetteBase

/// An access key's secret, ready to sign with: taking a key in costs as much as signing with it.
public struct SigningKey: Sendable {
    public let secret: Secret
    // What HMAC begins with (RFC 2104): two digests, each with its form of the key in it.
    private let inner: SHA256
    private let outer: SHA256

    public init(_ secret: Secret) {
        self.secret = secret
        var key = Array(secret.reveal().utf8)
        if key.count > SHA256.blockByteCount { key = Array(SHA256.hash(data: key)) }
        key += repeatElement(0, count: SHA256.blockByteCount - key.count)
        inner = Self.digest(of: key.map { $0 ^ 0x36 })
        outer = Self.digest(of: key.map { $0 ^ 0x5C })
    }

    private static func digest(of block: [UInt8]) -> SHA256 {
        var digest = SHA256()
        digest.update(data: block)
        return digest
    }

    /// HMAC-SHA256.
    func authenticationCode(of bytes: [UInt8]) -> SHA256Digest {
        var (inner, outer) = (inner, outer)
        bytes.withUnsafeBytes { inner.update(bufferPointer: $0) }
        inner.finalize().withUnsafeBytes { outer.update(bufferPointer: $0) }
        return outer.finalize()
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
