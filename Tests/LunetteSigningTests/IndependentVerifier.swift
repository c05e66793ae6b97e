import LunetteTesting

/// What a server does with a request as it stands on the wire, after facts/alibaba-api.md §2, and
/// with nothing of the library's: it decodes the target and signs again.
struct IndependentVerifier {
    let method: String
    /// Path and query as they were sent.
    let target: String
    let headers: [String: String]

    private var pairs: [(key: [UInt8], value: [UInt8])] {
        guard let mark = target.firstIndex(of: "?") else { return [] }
        return target[target.index(after: mark)...].split(separator: "&").map { part in
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (decode(halves[0]), halves.count > 1 ? decode(halves[1]) : [])
        }
    }

    func acs3Signature(secret: String) -> String {
        let authorization = headers["authorization"] ?? ""
        let list = between(authorization, "SignedHeaders=", ",")
        let query = sorted(pairs).map { text($0.key) + "=" + encode($0.value) }
        let lines = list.split(separator: ";").map { "\($0):\(headers[String($0)] ?? "")\n" }
        let canonical = """
            \(method)
            \(target.prefix { $0 != "?" })
            \(query.joined(separator: "&"))
            \(lines.joined())
            \(list)
            \(hex(IndependentDigest.sha256([])))
            """
        let hashed = hex(IndependentDigest.sha256(Array(canonical.utf8)))
        let signature = IndependentDigest.hmac(
            IndependentDigest.sha256, Array("ACS3-HMAC-SHA256\n\(hashed)".utf8),
            key: Array(secret.utf8))
        return hex(signature)
    }

    func rpcSignature(secret: String) -> [UInt8] {
        let kept = pairs.filter { text($0.key) != "Signature" }
        let query = sorted(kept).map { encode($0.key) + "=" + encode($0.value) }
        let toSign = "\(method)&%2F&" + encode(Array(query.joined(separator: "&").utf8))
        return IndependentDigest.hmac(
            IndependentDigest.sha1, Array(toSign.utf8), key: Array("\(secret)&".utf8))
    }

    private func sorted(_ pairs: [(key: [UInt8], value: [UInt8])])
        -> [(key: [UInt8], value: [UInt8])]
    {
        pairs.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    }

    private func decode(_ part: Substring) -> [UInt8] {
        var result: [UInt8] = []
        var bytes = Array(part.utf8)[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): result.append(0x20)
            case UInt8(ascii: "%"):
                result.append(UInt8(text(Array(bytes.prefix(2))), radix: 16) ?? 0)
                bytes = bytes.dropFirst(2)
            default: result.append(byte)
            }
        }
        return result
    }

    private func encode(_ bytes: [UInt8]) -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~".utf8)
        return bytes.map { byte in
            plain.contains(byte) ? text([byte]) : "%" + hex([byte]).uppercased()
        }.joined()
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func between(_ text: String, _ start: String, _ end: Character) -> String {
        guard let range = text.firstRange(of: start) else { return "" }
        return String(text[range.upperBound...].prefix { $0 != end })
    }
}
