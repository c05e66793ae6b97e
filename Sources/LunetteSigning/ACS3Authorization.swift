/// The parts of an ACS3 `Authorization` header.
public struct ACS3Authorization: Sendable, Hashable {
    public let accessKeyID: String
    /// In lower case, in the header's order.
    public let signedHeaders: [String]
    public let signature: String

    /// Reads `ACS3-HMAC-SHA256 Credential=…,SignedHeaders=a;b,Signature=…`, parts in any order and
    /// with spaces after the commas; nil for another algorithm or when a part is missing.
    public init?(header: String) {
        // By bytes: finding the borders of characters costs half as much as the signature.
        guard let read = header.withBytes(Self.init(bytes:)) else { return nil }
        self = read
    }

    private init?(bytes: UnsafeBufferPointer<UInt8>) {
        guard let space = bytes.firstIndex(of: UInt8(ascii: " ")),
            bytes[..<space].elementsEqual(ACS3Signature.algorithm.utf8)
        else { return nil }
        var credential = bytes[0..<0]
        var names: Slice<UnsafeBufferPointer<UInt8>>?
        var signature = bytes[0..<0]
        for part in bytes[space...].split(separator: UInt8(ascii: ",")) {
            let part = part.drop { $0 == UInt8(ascii: " ") }
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            let value = part[(equals + 1)...]
            switch String(decoding: part[..<equals], as: UTF8.self) {
            case "Credential": credential = value
            case "SignedHeaders": names = value
            case "Signature": signature = value
            default: break
            }
        }
        guard let names, !credential.isEmpty, !signature.isEmpty else { return nil }
        accessKeyID = String(decoding: credential, as: UTF8.self)
        signedHeaders = names.split(separator: UInt8(ascii: ";")).map { name in
            let text = String(decoding: name, as: UTF8.self)
            return hasCapitals(text) ? text.lowercased() : text
        }
        self.signature = String(decoding: signature, as: UTF8.self)
    }
}
