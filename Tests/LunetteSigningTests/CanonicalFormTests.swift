import LunetteBase
import LunetteSigning
import Testing

@Suite struct CanonicalFormTests {
    @Test(arguments: [
        ("*", "%2A"), ("~", "~"), ("+", "%2B"), ("/", "%2F"), ("%", "%25"), (" ", "%20"),
        ("", ""), ("a&b=c", "a%26b%3Dc"), ("弦月", "%E5%BC%A6%E6%9C%88"), ("\n", "%0A"),
        ("-_.", "-_."), ("é", "%C3%A9"),
    ])
    func `a value is encoded by RFC 3986`(value: String, encoded: String) {
        let request = SignableRequest(query: [NamedValue("Name", value)])
        let acs3 = ACS3Signature(of: request, accessKeySecret: "s")
        let rpc = RPCSignature(of: request, accessKeySecret: "s")
        #expect(acs3.canonicalQuery == "Name=\(encoded)")
        #expect(rpc.canonicalQuery == "Name=\(encoded)")
        #expect(wireQuery(request.query) == "Name=\(encoded)")
    }

    @Test func `names are sorted by their bytes`() {
        let names = ["b", "Tag.2.Key", "a", "Tag.10.Key", "B", "Tag.1.Key"]
        let request = SignableRequest(query: names.map { NamedValue($0, "") })
        #expect(
            ACS3Signature(of: request, accessKeySecret: "s").canonicalQuery
                == "B=&Tag.1.Key=&Tag.10.Key=&Tag.2.Key=&a=&b=")
    }

    @Test func `headers are lower-cased, trimmed, sorted, and joined by name`() {
        let request = SignableRequest(
            headers: [
                NamedValue("X-Acs-B", " inner  space kept\t"), NamedValue("Host", "h"),
                NamedValue("x-acs-a", "2"), NamedValue("X-ACS-A", "1"), NamedValue("x-acs-e", "  "),
            ])
        let signature = ACS3Signature(of: request, accessKeySecret: "s")
        #expect(signature.signedHeaders == "host;x-acs-a;x-acs-b;x-acs-e")
        #expect(
            signature.canonicalRequest.contains(
                "\n\nhost:h\nx-acs-a:1,2\nx-acs-b:inner  space kept\nx-acs-e:\n\nhost;"))
    }

    @Test func `an empty path is signed as the root`() {
        let request = SignableRequest(method: "GET", path: "")
        #expect(
            ACS3Signature(of: request, accessKeySecret: "s").canonicalRequest.hasPrefix("GET\n/\n"))
    }

    @Test func `form fields join the query in the RPC signature`() {
        let request = SignableRequest(query: [NamedValue("B", "2")], form: [NamedValue("A", "1")])
        #expect(RPCSignature(of: request, accessKeySecret: "s").canonicalQuery == "A=1&B=2")
    }

    @Test func `a temporary credential sends its token, signed`() {
        let credentials = Credentials(
            accessKeyID: "id", accessKeySecret: "secret", securityToken: "token+/=")
        let call = UnsignedCall(operation: "O", version: "V", host: "h", parameters: [])
        let date = Timestamp(secondsSinceEpoch: 0)
        let acs3 = SignedCall(call, credentials: credentials, date: date, nonce: "n")
        #expect(acs3.canonicalRequest?.contains("\nx-acs-security-token:token+/=\n") == true)
        let expected = "SignedHeaders=host;x-acs-accesskey-id;x-acs-action;"
        #expect(acs3.authorization?.contains(expected) == true)
        let rpc = SignedCall(
            call, credentials: credentials, date: date, nonce: "n", algorithm: .rpc)
        #expect(rpc.canonicalQuery.contains("&SecurityToken=token%2B%2F%3D&"))
        #expect(rpc.target.contains("&Signature="))
    }
}
