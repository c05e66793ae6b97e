import LunetteSystem

/// Whose word is taken for who a server is: the system's store, or what stands in its place.
public struct CertificateAuthorities: Sendable, Hashable {
    /// Certificates one after the other, as PEM.
    public let file: String?
    /// A folder of certificates, named by hash (`openssl rehash`).
    public let folder: String?

    /// The system's store.
    public static let ofTheSystem = CertificateAuthorities(Environment([:]))

    /// What the variables name that curl goes by, and most tools with it: `CURL_CA_BUNDLE`, or
    /// else `SSL_CERT_FILE` and `SSL_CERT_DIR`.
    public init(_ environment: Environment) {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        let bundle = value("CURL_CA_BUNDLE")
        file = bundle ?? value("SSL_CERT_FILE")
        folder = bundle == nil ? value("SSL_CERT_DIR") : nil
    }
}
