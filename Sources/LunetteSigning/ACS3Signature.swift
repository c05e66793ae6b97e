import LunetteBase

/// The signature ACS3-HMAC-SHA256, with each step on the way to it (signature V3 page).
public struct ACS3Signature: Sendable, Hashable {
    public static let algorithm = "ACS3-HMAC-SHA256"

    public let canonicalQuery: String
    public let canonicalRequest: String
    public let stringToSign: String
    /// Lower-case hex.
    public let signature: String
    /// Lower-case names joined with `;`.
    public let signedHeaders: String

    /// Signs exactly the headers that the request has.
    public init(of request: SignableRequest, accessKeySecret: Secret) {
        let query = LunetteSigning.canonicalQuery(request.query, encodingNames: false)
        let headers = CanonicalHeaders(request.headers)
        var canonical: [UInt8] = []
        canonical.reserveCapacity(query.count + 512)
        canonical.append(contentsOf: request.method.utf8)
        canonical.append(newline)
        canonical.append(contentsOf: (request.path.isEmpty ? "/" : request.path).utf8)
        canonical.append(newline)
        canonical.append(contentsOf: query)
        canonical.append(newline)
        canonical.append(contentsOf: headers.lines)
        canonical.append(newline)
        canonical.append(contentsOf: headers.names.utf8)
        canonical.append(newline)
        canonical.append(contentsOf: sha256Text(request.body).utf8)

        canonicalQuery = String(decoding: query, as: UTF8.self)
        canonicalRequest = String(decoding: canonical, as: UTF8.self)
        stringToSign = "\(Self.algorithm)\n\(sha256Text(canonical))"
        let key = Array(accessKeySecret.reveal().utf8)
        signature = hexadecimal(hmacSHA256(Array(stringToSign.utf8), key: key))
        signedHeaders = headers.names
    }

    /// The value of the header `Authorization`.
    public func authorization(accessKeyID: String) -> String {
        "\(Self.algorithm) Credential=\(accessKeyID),SignedHeaders=\(signedHeaders)"
            + ",Signature=\(signature)"
    }
}

/// Headers as ACS3 signs them: names in lower case and sorted, values trimmed.
private struct CanonicalHeaders {
    var lines: [UInt8] = []
    var names = ""

    init(_ headers: [NamedValue]) {
        let sorted = headers.map { header in
            NamedValue(lowerCase(header.name), trimmed(header.value))
        }.sorted(by: precedes)
        var previous: String?
        for header in sorted {
            if header.name == previous {
                // Values of one name are joined, on the line that is open.
                lines[lines.count - 1] = UInt8(ascii: ",")
            } else {
                if previous != nil { names.append(";") }
                names.append(header.name)
                lines.append(contentsOf: header.name.utf8)
                lines.append(UInt8(ascii: ":"))
            }
            lines.append(contentsOf: header.value.utf8)
            lines.append(newline)
            previous = header.name
        }
    }
}

private let newline = UInt8(ascii: "\n")

/// ASCII in lower case; most names are already, and then cost nothing.
private func lowerCase(_ name: String) -> String {
    name.utf8.contains { (0x41...0x5A).contains($0) } ? name.lowercased() : name
}

/// Without white space at both ends; what stands inside stays.
private func trimmed(_ text: String) -> String {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = text.utf8.first, let last = text.utf8.last, isSpace(first) || isSpace(last)
    else { return text }
    let bytes = text.utf8.drop(while: isSpace)
    guard let end = bytes.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(bytes[...end]) ?? text
}
