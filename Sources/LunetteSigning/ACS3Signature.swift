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
        signature = hexadecimal(key.authenticationCode(of: toSign))
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
        "\(Self.algorithm) Credential=\(accessKeyID),SignedHeaders=\(signedHeaders)"
            + ",Signature=\(signature)"
    }
}

/// Headers as ACS3 signs them: names in lower case and sorted, values trimmed.
private struct CanonicalHeaders {
    /// Joined with `;`.
    private(set) var names: [UInt8] = []

    /// Writes the lines of all headers, each ended by a newline.
    mutating func append(_ headers: [NamedValue], to lines: inout [UInt8]) {
        var sorted = headers
        for index in sorted.indices {
            sorted[index].name = lowerCase(sorted[index].name)
            sorted[index].value = trimmed(sorted[index].value)
        }
        // What our own client signs comes in order.
        if !zip(sorted, sorted.dropFirst()).allSatisfy({ !precedes($1, $0) }) {
            sorted.sort(by: precedes)
        }
        var previous: String?
        for header in sorted {
            if header.name == previous {
                // Values of one name are joined, on the line that is open.
                lines[lines.count - 1] = UInt8(ascii: ",")
            } else {
                if previous != nil { names.append(UInt8(ascii: ";")) }
                names.append(contentsOf: header.name.utf8)
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
