import LunetteBase

/// The signature ACS3-HMAC-SHA256, with each step on the way to it (signature V3 page).
public struct ACS3Signature: Sendable, Hashable {
    public static let algorithm = "ACS3-HMAC-SHA256"

    /// Lower-case hex.
    public let signature: String
    /// Lower-case names joined with `;`.
    public let signedHeaders: String
    // Kept as bytes: whoever only sends a request never looks at the steps.
    private let canonicalBytes: [UInt8]
    private let queryRange: Range<Int>
    private let stringToSignBytes: [UInt8]

    /// Signs exactly the headers that the request has.
    public init(of request: SignableRequest, accessKeySecret: Secret) {
        self.init(of: request, key: SigningKey(accessKeySecret))
    }

    /// The same with a key that is kept for many signatures.
    public init(of request: SignableRequest, key: SigningKey) {
        var headers = CanonicalHeaders()
        var canonical: [UInt8] = []
        canonical.reserveCapacity(1_024)
        canonical.append(contentsOf: request.method.utf8)
        canonical.append(newline)
        canonical.append(contentsOf: (request.path.isEmpty ? "/" : request.path).utf8)
        canonical.append(newline)
        let queryStart = canonical.count
        appendCanonicalQuery(request.query, encodingNames: false, to: &canonical)
        queryRange = queryStart..<canonical.count
        canonical.append(newline)
        headers.append(request.headers, to: &canonical)
        canonical.append(newline)
        canonical.append(contentsOf: headers.names)
        canonical.append(newline)
        appendSHA256Text(of: request.body, to: &canonical)

        var toSign = Array("\(Self.algorithm)\n".utf8)
        toSign.reserveCapacity(96)
        appendSHA256Text(of: canonical, to: &toSign)
        signature = key.authenticationCode(of: toSign).withUnsafeBytes { code in
            withHexadecimal(of: code) { String(decoding: $0, as: UTF8.self) }
        }
        signedHeaders = String(decoding: headers.names, as: UTF8.self)
        canonicalBytes = canonical
        stringToSignBytes = toSign
    }

    public var canonicalQuery: String {
        String(decoding: canonicalBytes[queryRange], as: UTF8.self)
    }

    public var canonicalRequest: String { String(decoding: canonicalBytes, as: UTF8.self) }

    public var stringToSign: String { String(decoding: stringToSignBytes, as: UTF8.self) }

    /// The value of the header `Authorization`.
    public func authorization(accessKeyID: String) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(256)
        for part in [
            Self.algorithm, " Credential=", accessKeyID, ",SignedHeaders=", signedHeaders,
            ",Signature=", signature,
        ] {
            part.withBytes { text.append(contentsOf: $0) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Headers as ACS3 signs them: names in lower case and sorted, values trimmed.
private struct CanonicalHeaders {
    /// Joined with `;`.
    private(set) var names: [UInt8] = []

    /// Writes the lines of all headers, each ended by a newline.
    mutating func append(_ headers: [NamedValue], to lines: inout [UInt8]) {
        names.reserveCapacity(128)
        var previous: String?
        for header in canonical(headers) {
            header.name.withBytes { name in
                if header.name == previous {
                    // Values of one name are joined, on the line that is open.
                    lines[lines.count - 1] = UInt8(ascii: ",")
                } else {
                    if previous != nil { names.append(UInt8(ascii: ";")) }
                    names.append(contentsOf: name)
                    lines.append(contentsOf: name)
                    lines.append(UInt8(ascii: ":"))
                }
            }
            header.value.withBytes { lines.append(contentsOf: $0) }
            lines.append(newline)
            previous = header.name
        }
    }

    /// What our own client signs is canonical already, and costs no copies.
    private func canonical(_ headers: [NamedValue]) -> [NamedValue] {
        let isCanonical =
            headers.allSatisfy { !hasCapitals($0.name) && !hasSpaceAround($0.value) }
            && zip(headers, headers.dropFirst()).allSatisfy { !precedes($1, $0) }
        if isCanonical { return headers }
        return headers.map { NamedValue($0.name.lowercased(), trimmed($0.value)) }
            .sorted(by: precedes)
    }
}

private let newline = UInt8(ascii: "\n")

func hasCapitals(_ name: String) -> Bool {
    name.withBytes { $0.contains { (0x41...0x5A).contains($0) } }
}

private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
}

private func hasSpaceAround(_ text: String) -> Bool {
    text.withBytes { $0.first.map(isSpace) ?? false || $0.last.map(isSpace) ?? false }
}

/// Without white space at both ends; what stands inside stays.
private func trimmed(_ text: String) -> String {
    guard hasSpaceAround(text) else { return text }
    let bytes = text.utf8.drop(while: isSpace)
    guard let end = bytes.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(bytes[...end]) ?? text
}
