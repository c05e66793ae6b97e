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
        self.init(of: request, headers: CanonicalHeaders(request.headers), key: key)
    }

    /// Signs `headers`, which are the request's.
    init(of request: SignableRequest, headers: CanonicalHeaders, key: SigningKey) {
        var canonical: [UInt8] = []
        // What the allocator keeps at hand; from 1 kB on it tidies up first.
        canonical.reserveCapacity(960)
        canonical.append(contentsOf: request.method.utf8)
        canonical.append(newline)
        canonical.append(contentsOf: (request.path.isEmpty ? "/" : request.path).utf8)
        canonical.append(newline)
        let queryStart = canonical.count
        appendCanonicalQuery(request.query, encodingNames: false, to: &canonical)
        queryRange = queryStart..<canonical.count
        canonical.append(newline)
        headers.appendLines(to: &canonical)
        canonical.append(newline)
        let namesStart = canonical.count
        headers.appendNames(to: &canonical)
        signedHeaders = String(decoding: canonical[namesStart...], as: UTF8.self)
        canonical.append(newline)
        appendSHA256Text(of: request.body, to: &canonical)

        var toSign: [UInt8] = []
        toSign.reserveCapacity(96)
        Self.algorithm.withBytes { toSign.append(contentsOf: $0) }
        toSign.append(newline)
        appendSHA256Text(of: canonical, to: &toSign)
        signature = key.authenticationCode(of: toSign).withUnsafeBytes { code in
            withHexadecimal(of: code) { String(decoding: $0, as: UTF8.self) }
        }
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
        text.reserveCapacity(320)
        func append(_ part: String) {
            part.withBytes { text.append(contentsOf: $0) }
        }
        append(Self.algorithm)
        append(" Credential=")
        append(accessKeyID)
        append(",SignedHeaders=")
        append(signedHeaders)
        append(",Signature=")
        append(signature)
        return String(decoding: text, as: UTF8.self)
    }
}

/// Headers as ACS3 signs them: names in lower case, sorted, each once; values trimmed.
struct CanonicalHeaders {
    private let headers: [NamedValue]

    /// Values of one name are joined.
    init(_ headers: [NamedValue]) {
        if Self.areInOrder(headers) {
            self.init(inOrder: headers)
            return
        }
        let sorted = headers.map { NamedValue($0.name.lowercased(), trimmed($0.value)) }
            .sorted(by: precedes)
        var merged: [NamedValue] = []
        for header in sorted {
            if merged.last?.name == header.name {
                merged[merged.count - 1].value += ",\(header.value)"
            } else {
                merged.append(header)
            }
        }
        self.init(inOrder: merged)
    }

    /// Headers whose names are in lower case, sorted, and each there once.
    init(inOrder headers: [NamedValue]) {
        self.headers =
            headers.contains { hasSpaceAround($0.value) }
            ? headers.map { NamedValue($0.name, trimmed($0.value)) } : headers
    }

    private static func areInOrder(_ headers: [NamedValue]) -> Bool {
        headers.allSatisfy { !hasCapitals($0.name) }
            && zip(headers, headers.dropFirst()).allSatisfy { compareBytes($0.name, $1.name) < 0 }
    }

    /// Writes the lines of all headers, each ended by a newline.
    fileprivate func appendLines(to bytes: inout [UInt8]) {
        for header in headers {
            header.name.withBytes { bytes.append(contentsOf: $0) }
            bytes.append(UInt8(ascii: ":"))
            header.value.withBytes { bytes.append(contentsOf: $0) }
            bytes.append(newline)
        }
    }

    /// Writes the names, joined with `;`.
    fileprivate func appendNames(to bytes: inout [UInt8]) {
        for (index, header) in headers.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ";")) }
            header.name.withBytes { bytes.append(contentsOf: $0) }
        }
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
