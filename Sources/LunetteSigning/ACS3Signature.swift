import LunetteBase

/// The signature ACS3-HMAC-SHA256, with each step on the way to it (signature V3 page).
public struct ACS3Signature: Sendable, Hashable {
    public static let algorithm = "ACS3-HMAC-SHA256"

    /// Lower-case hex.
    public let signature: String
    // Kept as bytes: whoever only sends a request never looks at the steps.
    private let canonicalBytes: [UInt8]
    private let queryRange: Range<Int>
    private let namesRange: Range<Int>

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
        let path = request.path.isEmpty ? "/" : request.path
        let size =
            request.method.utf8.count + path.utf8.count + largestQuerySize(request.query)
            + headers.size + Self.digestSize + 6
        var (query, names) = (0..<0, 0..<0)
        canonicalBytes = [UInt8](capacity: size) { text in
            text.write(request.method)
            text.write(newline)
            text.write(path)
            text.write(newline)
            let queryStart = text.count
            text.writeQuery(request.query, encodingNames: false)
            query = queryStart..<text.count
            text.write(newline)
            headers.writeLines(to: &text)
            text.write(newline)
            let namesStart = text.count
            headers.writeNames(to: &text)
            names = namesStart..<text.count
            text.write(newline)
            text.writeSHA256(of: request.body)
        }
        (queryRange, namesRange) = (query, names)
        let code = key.authenticationCode(of: Self.bytesToSign(canonicalBytes))
        signature = code.withUnsafeBytes { code in
            String(capacity: Self.digestSize) { $0.writeHexadecimal(code) }
        }
    }

    /// Of a digest in hex.
    private static let digestSize = 64

    private static func bytesToSign(_ canonical: [UInt8]) -> [UInt8] {
        [UInt8](capacity: algorithm.utf8.count + 1 + digestSize) { text in
            text.write(algorithm)
            text.write(newline)
            text.writeSHA256(of: canonical)
        }
    }

    /// Lower-case names joined with `;`.
    public var signedHeaders: String {
        String(decoding: canonicalBytes[namesRange], as: UTF8.self)
    }

    public var canonicalQuery: String {
        String(decoding: canonicalBytes[queryRange], as: UTF8.self)
    }

    public var canonicalRequest: String { String(decoding: canonicalBytes, as: UTF8.self) }

    public var stringToSign: String {
        String(decoding: Self.bytesToSign(canonicalBytes), as: UTF8.self)
    }

    /// The value of the header `Authorization`.
    public func authorization(accessKeyID: String) -> String {
        String(capacity: 128 + accessKeyID.utf8.count + namesRange.count) { text in
            text.write(Self.algorithm)
            text.write(" Credential=")
            text.write(accessKeyID)
            text.write(",SignedHeaders=")
            canonicalBytes.withUnsafeBufferPointer {
                text.write(UnsafeBufferPointer(rebasing: $0[namesRange]))
            }
            text.write(",Signature=")
            text.write(signature)
        }
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

    /// Bytes of the lines and the names together, at most.
    fileprivate var size: Int {
        headers.reduce(0) { $0 + 2 * $1.name.utf8.count + $1.value.utf8.count + 3 }
    }

    /// Writes the lines of all headers, each ended by a newline.
    fileprivate func writeLines(to text: inout ByteWriter) {
        for header in headers {
            text.write(header.name)
            text.write(UInt8(ascii: ":"))
            text.write(header.value)
            text.write(newline)
        }
    }

    /// Writes the names, joined with `;`.
    fileprivate func writeNames(to text: inout ByteWriter) {
        var isFirst = true
        for header in headers {
            if !isFirst { text.write(UInt8(ascii: ";")) }
            isFirst = false
            text.write(header.name)
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
