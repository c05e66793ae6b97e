import Crypto
import LunetteBase

/// Lower-case hex SHA-256.
public func sha256Text(_ bytes: [UInt8]) -> String {
    bytes.isEmpty ? sha256OfNothing : hexadecimal(SHA256.hash(data: bytes))
}

private let sha256OfNothing = hexadecimal(SHA256.hash(data: [UInt8]()))

extension ByteWriter {
    /// The same, written.
    mutating func writeSHA256(of bytes: [UInt8]) {
        guard !bytes.isEmpty else { return write(sha256OfNothing) }
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        hash.finalize().withUnsafeBytes { writeHexadecimal($0) }
    }
}

/// SHA-1 is what the RPC signature is defined by; ACS3 is the default for that reason.
func hmacSHA1(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    Array(HMAC<Insecure.SHA1>.authenticationCode(for: bytes, using: SymmetricKey(data: key)))
}

/// Compares without telling by its duration where two texts differ; their lengths are no secret.
func equalsInConstantTime(_ left: String, _ right: String) -> Bool {
    guard left.utf8.count == right.utf8.count else { return false }
    return left.withBytes { left in
        right.withBytes { right in
            left.indices.reduce(0) { $0 | (left[$1] ^ right[$1]) } == 0
        }
    }
}
