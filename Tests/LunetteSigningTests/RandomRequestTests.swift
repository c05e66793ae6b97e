import LunetteBase
import LunetteSigning
import LunetteTesting
import Testing

/// The seed's numbers, as the standard library's functions want them.
private struct SeededGenerator: RandomNumberGenerator {
    let randomness: SeededRandomness

    func next() -> UInt64 { randomness.next() }
}

private struct RandomCall {
    let unsigned: UnsignedCall
    let credentials: Credentials
    let secret: String
    let date: Timestamp
    let nonce: String

    init(seed: UInt64) {
        var generator = SeededGenerator(randomness: SeededRandomness(seed: seed))
        let alphabet = Array("ab XYZ019*~+/%&=?#-_.'\"\\\n\t:;,é弦🌙\u{0}")
        func text(_ longest: Int) -> String {
            String(
                (0..<Int.random(in: 0...longest, using: &generator)).map { _ in
                    alphabet.randomElement(using: &generator) ?? "a"
                })
        }
        let listLength = [0, 1, 7, 100].randomElement(using: &generator) ?? 0
        var parameters = (0..<listLength).map { NamedValue("Ids.\($0 + 1)", text(12)) }
        parameters.append(NamedValue("Name", text(60)))
        if Bool.random(using: &generator) { parameters.append(NamedValue("name", text(5))) }
        parameters.shuffle(using: &generator)
        unsigned = UnsignedCall(
            operation: "DescribeInstances", version: "2014-05-26",
            method: Bool.random(using: &generator) ? "POST" : "GET",
            host: "127.0.0.1:\(Int.random(in: 1024...65535, using: &generator))",
            parameters: parameters)
        secret = text(90)
        let hasToken = Bool.random(using: &generator)
        credentials = Credentials(
            accessKeyID: "LTAI\(seed)", accessKeySecret: Secret(secret),
            securityToken: hasToken ? Secret("CAIS+token/\(seed)==") : nil)
        date = Timestamp(secondsSinceEpoch: .random(in: 0...4_000_000_000, using: &generator))
        nonce = String(generator.next(), radix: 16)
    }

    func signed(_ algorithm: SignedCall.Algorithm) -> SignedCall {
        SignedCall(
            unsigned, credentials: credentials, date: date, nonce: nonce, algorithm: algorithm)
    }
}

extension SignedCall {
    /// The request as a server has decoded it.
    fileprivate func received() throws -> SignableRequest {
        let query = try #require(NamedValue.list(decodingQuery: query))
        let noise = [NamedValue("User-Agent", "x"), NamedValue("Accept", "*/*")]
        return SignableRequest(method: method, query: query, headers: noise + headers)
    }
}

@Suite struct RandomRequestTests {
    @Test func `500 random requests are signed as an independent implementation signs them`() {
        for seed in 0..<500 as Range<UInt64> {
            let call = RandomCall(seed: seed)
            let acs3 = call.signed(.acs3)
            let verifier = IndependentVerifier(
                method: acs3.method, target: acs3.target,
                headers: Dictionary(acs3.headers.map { ($0.name, $0.value) }) { first, _ in first })
            #expect(acs3.signature == verifier.acs3Signature(secret: call.secret), "seed \(seed)")

            let rpc = call.signed(.rpc)
            let rpcVerifier = IndependentVerifier(
                method: rpc.method, target: rpc.target, headers: [:])
            #expect(
                base64Decoded(rpc.signature) == rpcVerifier.rpcSignature(secret: call.secret),
                "seed \(seed)")
        }
    }

    @Test func `our verifier accepts what we sign, and nothing that was changed`() throws {
        for seed in 0..<60 as Range<UInt64> {
            let call = RandomCall(seed: seed)
            for algorithm in SignedCall.Algorithm.allCases {
                let signed = call.signed(algorithm)
                let received = try signed.received()
                #expect(try check(received, call, algorithm).matches)
                #expect(try check(received, call, algorithm).stringToSign == signed.stringToSign)
                for tampered in tamperings(of: received, algorithm) {
                    #expect(try !check(tampered, call, algorithm).matches, "seed \(seed)")
                }
            }
        }
    }

    private func tamperings(of request: SignableRequest, _ algorithm: SignedCall.Algorithm)
        -> [SignableRequest]
    {
        var added = request
        added.query.append(NamedValue("Force", "true"))
        var changed = request
        changed.query[0].value += "x"
        var method = request
        method.method = "PUT"
        guard algorithm == .acs3 else { return [added, changed, method] }
        var body = request
        body.body = [1]
        var date = request
        date.headers.removeAll { $0.name == "x-acs-date" }
        var hash = request
        hash.headers = hash.headers.map { header in
            header.name == "x-acs-content-sha256" ? NamedValue(header.name, "0") : header
        }
        return [added, changed, method, body, date, hash]
    }

    private func check(
        _ request: SignableRequest, _ call: RandomCall, _ algorithm: SignedCall.Algorithm
    ) throws -> SignatureCheck {
        guard algorithm == .acs3 else {
            return .rpc(request, accessKeySecret: call.credentials.accessKeySecret)
        }
        let header = try #require(request.headers.header(named: "Authorization"))
        let authorization = try #require(ACS3Authorization(header: header))
        #expect(authorization.accessKeyID == call.credentials.accessKeyID)
        return .acs3(
            request, authorization: authorization, key: call.credentials.signingKey)
    }
}

@Suite struct ACS3AuthorizationTests {
    @Test(arguments: [
        "", "ACS3-HMAC-SHA256", "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=b",
        "ACS3-HMAC-SM3 Credential=a,SignedHeaders=b,Signature=c", "Bearer x",
        "ACS3-HMAC-SHA256 Credential=,SignedHeaders=b,Signature=c", "ACS3-HMAC-SHA256 a,b,c",
    ])
    func `a header without all its parts is refused`(header: String) {
        #expect(ACS3Authorization(header: header) == nil)
    }

    @Test func `spaces after the commas and another order are understood`() {
        let header = "ACS3-HMAC-SHA256 SignedHeaders=Host;x-acs-date, Signature=c, Credential=a"
        let authorization = ACS3Authorization(header: header)
        #expect(authorization?.accessKeyID == "a")
        #expect(authorization?.signedHeaders == ["host", "x-acs-date"])
        #expect(authorization?.signature == "c")
    }
}
