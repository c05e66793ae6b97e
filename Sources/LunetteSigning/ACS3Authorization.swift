/// The parts of an ACS3 `Authorization` header.
public struct ACS3Authorization: Sendable, Hashable {
    public let accessKeyID: String
    /// In lower case, in the header's order.
    public let signedHeaders: [String]
    public let signature: String

    /// Reads `ACS3-HMAC-SHA256 Credential=…,SignedHeaders=a;b,Signature=…`, parts in any order and
    /// with spaces after the commas; nil for another algorithm or when a part is missing.
    public init?(header: String) {
        guard let space = header.firstIndex(of: " "),
            header[..<space] == ACS3Signature.algorithm
        else { return nil }
        var parts: [Substring: Substring] = [:]
        for part in header[space...].split(separator: ",") {
            let part = part.drop { $0 == " " }
            guard let equals = part.firstIndex(of: "=") else { return nil }
            parts[part[..<equals]] = part[part.index(after: equals)...]
        }
        guard let credential = parts["Credential"], let names = parts["SignedHeaders"],
            let signature = parts["Signature"], !credential.isEmpty, !signature.isEmpty
        else { return nil }
        accessKeyID = String(credential)
        signedHeaders = names.split(separator: ";").map { $0.lowercased() }
        self.signature = String(signature)
    }
}
