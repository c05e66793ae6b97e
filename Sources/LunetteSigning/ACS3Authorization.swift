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
        let bytes = header.utf8
        guard let space = bytes.firstIndex(of: UInt8(ascii: " ")),
            header[..<space] == ACS3Signature.algorithm
        else { return nil }
        var credential: Substring?
        var names: Substring?
        var signature: Substring?
        for part in bytes[space...].split(separator: UInt8(ascii: ",")) {
            let part = part.drop { $0 == UInt8(ascii: " ") }
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            let value = Substring(part[part.index(after: equals)...])
            switch Substring(part[..<equals]) {
            case "Credential": credential = value
            case "SignedHeaders": names = value
            case "Signature": signature = value
            default: break
            }
        }
        guard let credential, let names, let signature, !credential.isEmpty, !signature.isEmpty
        else { return nil }
        accessKeyID = String(credential)
        signedHeaders = names.utf8.split(separator: UInt8(ascii: ";")).map {
            Substring($0).lowercased()
        }
        self.signature = String(signature)
    }
}
