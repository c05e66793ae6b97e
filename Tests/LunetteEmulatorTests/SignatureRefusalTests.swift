import LunetteBase
import LunetteEmulator
import LunetteSigning
import Testing

@Suite struct SignatureRefusalTests {
    private func code(_ request: TestRequest) async throws -> String? {
        try await withEmulator { $0.send(request)?.code }
    }

    @Test(arguments: SignedCall.Algorithm.allCases)
    func `a well signed request is believed`(algorithm: SignedCall.Algorithm) async throws {
        let awkward = [("InstanceName", "a b+c/d*e~f%g é漢"), ("Empty", "")]
        let request = TestRequest("DescribeRegions", awkward, algorithm: algorithm)
        #expect(try await code(request) == nil)
    }

    @Test(arguments: SignedCall.Algorithm.allCases)
    func `a wrong secret is refused with the server's text`(algorithm: SignedCall.Algorithm)
        async throws
    {
        try await withEmulator { emulator in
            let request = TestRequest("DescribeRegions", algorithm: algorithm, secret: "wrong")
            let response = emulator.send(request)
            #expect(response?.status == 400)
            #expect(response?.code == "SignatureDoesNotMatch")
            let message = response?.json["Message"]?.string ?? ""
            let parts = message.split(separator: "server string to sign is:")
            #expect(parts.count == 2)
            #expect(parts.last?.hasPrefix(algorithm == .rpc ? "POST&%2F&" : "POST\n/\n") == true)
            #expect(response?.headers.header(named: "x-lunette-rule") == "G1")
        }
    }

    @Test func `the text of an RPC mismatch is what the client signed`() async throws {
        let date = SystemClock().now()
        let call = UnsignedCall(
            operation: "DescribeRegions", version: "2014-05-26", host: "127.0.0.1", parameters: [])
        let signed = SignedCall(
            call, credentials: Credentials(accessKeyID: "testid", accessKeySecret: "wrong"),
            date: date, nonce: "n", algorithm: .rpc)
        try await withEmulator { emulator in
            let response = emulator.send(
                TestRequest(
                    "DescribeRegions", algorithm: .rpc, secret: "wrong", date: date, nonce: "n"))
            let message = response?.json["Message"]?.string ?? ""
            #expect(message.hasSuffix("server string to sign is:" + signed.stringToSign))
        }
    }

    @Test(
        arguments: SignedCall.Algorithm.allCases,
        [-10_000_000_000, -86_400, -901, -900, 0, 900, 901])
    func `a date more than 15 minutes off is refused`(
        algorithm: SignedCall.Algorithm, offset: Int
    ) async throws {
        let start = Timestamp(secondsSinceEpoch: 1_800_000_000)
        var configuration = EmulatorConfiguration(world: .standard)
        configuration.signatureClock = VirtualClock(start: start)
        try await withEmulator(configuration) { emulator in
            let date = start + .seconds(offset)
            let found = emulator.send(
                TestRequest("DescribeRegions", algorithm: algorithm, date: date))?.code
            #expect(found == (abs(offset) > 900 ? "InvalidTimeStamp.Expired" : nil))
        }
    }

    @Test(arguments: SignedCall.Algorithm.allCases)
    func `a nonce passes once`(algorithm: SignedCall.Algorithm) async throws {
        try await withEmulator { emulator in
            let request = TestRequest("DescribeRegions", algorithm: algorithm)
            #expect(emulator.send(request)?.code == nil)
            #expect(emulator.send(request)?.code == "SignatureNonceUsed")
            let other = TestRequest("DescribeRegions", algorithm: algorithm)
            #expect(emulator.send(other)?.code == nil)
        }
    }

    @Test func `a refused request does not use its nonce up`() async throws {
        try await withEmulator { emulator in
            let wrong = TestRequest("DescribeRegions", secret: "wrong", nonce: "same")
            #expect(emulator.send(wrong)?.code == "SignatureDoesNotMatch")
            #expect(emulator.send(TestRequest("DescribeRegions", nonce: "same"))?.code == nil)
        }
    }

    @Test(arguments: SignedCall.Algorithm.allCases)
    func `a tampered parameter is refused`(algorithm: SignedCall.Algorithm) async throws {
        let parameters = [("RegionId", "cn-hangzhou"), ("InstanceId", "i-good")]
        var changed = TestRequest("DescribeRegions", parameters, algorithm: algorithm)
        changed.replace("i-good", with: "i-evil")
        #expect(try await code(changed) == "SignatureDoesNotMatch")
        var dropped = TestRequest("DescribeRegions", parameters, algorithm: algorithm)
        dropped.dropParameter("RegionId")
        #expect(try await code(dropped) == "SignatureDoesNotMatch")
        var added = TestRequest("DescribeRegions", parameters, algorithm: algorithm)
        added.target += "&DryRun=true"
        #expect(try await code(added) == "SignatureDoesNotMatch")
    }

    @Test func `what steers an ACS3 request cannot be changed or left unsigned`() async throws {
        for (name, value) in [("x-acs-action", "DeleteInstance"), ("host", "elsewhere")] {
            var request = TestRequest("DescribeRegions")
            request.setHeader(name, value)
            #expect(try await code(request) == "SignatureDoesNotMatch")
        }
        var unsigned = TestRequest("DescribeRegions")
        let signedList = unsigned.headers.header(named: "authorization") ?? ""
        unsigned.setHeader(
            "authorization", signedList.split(separator: "x-acs-action;").joined())
        #expect(try await code(unsigned) == "SignatureDoesNotMatch")
    }

    @Test func `a method other than the signed one is refused`() async throws {
        var request = TestRequest("DescribeRegions", algorithm: .rpc)
        request.method = "GET"
        #expect(try await code(request) == "SignatureDoesNotMatch")
    }

    @Test(arguments: [
        "AccessKeyId", "SignatureMethod", "SignatureVersion", "SignatureNonce", "Timestamp",
        "Signature",
    ])
    func `an RPC request without one of its parts is refused`(name: String) async throws {
        var request = TestRequest("DescribeRegions", algorithm: .rpc)
        request.dropParameter(name)
        try await withEmulator { emulator in
            let response = emulator.send(request)
            #expect(response?.code == "MissingParameter")
            #expect(response?.json["Message"]?.string?.contains("\"\(name)\"") == true)
        }
    }

    @Test(arguments: [
        ("SignatureMethod=HMAC-SHA1", "SignatureMethod=HMAC-MD5", "InvalidSignatureMethod"),
        ("SignatureVersion=1.0", "SignatureVersion=2.0", "InvalidSignatureMethod"),
        ("Timestamp=20", "Timestamp=x20", "InvalidTimeStamp.Format"),
    ])
    func `an RPC request with a part of another form is refused`(
        text: String, other: String, expected: String
    ) async throws {
        var request = TestRequest("DescribeRegions", algorithm: .rpc)
        request.replace(text, with: other)
        #expect(try await code(request) == expected)
    }

    @Test func `another Authorization than ACS3 is refused`() async throws {
        var request = TestRequest("DescribeRegions")
        request.setHeader("authorization", "ACS3-HMAC-SM3 Credential=a,SignedHeaders=b,Signature=c")
        #expect(try await code(request) == "InvalidSignatureMethod")
    }

    @Test(arguments: SignedCall.Algorithm.allCases)
    func `unknown keys, tokens, versions and operations are refused`(
        algorithm: SignedCall.Algorithm
    ) async throws {
        let stranger = TestRequest("DescribeRegions", algorithm: algorithm, keyID: "nobody")
        #expect(try await code(stranger) == "InvalidAccessKeyId.NotFound")
        let token = TestRequest("DescribeRegions", algorithm: algorithm, token: "made-up")
        #expect(try await code(token) == "InvalidSecurityToken.Malformed")
        let version = TestRequest("DescribeRegions", algorithm: algorithm, version: "2099-01-01")
        #expect(try await code(version) == "InvalidVersion")
        let operation = TestRequest("FlyToTheMoon", algorithm: algorithm)
        #expect(try await code(operation) == "InvalidAction.NotFound")
    }

    @Test func `a parameter given twice is refused`() async throws {
        let request = TestRequest("DescribeRegions", [("RegionId", "a"), ("RegionId", "b")])
        #expect(try await code(request) == "InvalidParameter")
    }

    @Test func `a form body counts as parameters of both signatures`() async throws {
        let form = "InstanceName=a%20b&Tag.1.Key=k"
        let date = SystemClock().now().text
        var items = [
            NamedValue("Action", "DescribeRegions"), NamedValue("Version", "2014-05-26"),
            NamedValue("AccessKeyId", "testid"), NamedValue("SignatureMethod", "HMAC-SHA1"),
            NamedValue("SignatureVersion", "1.0"), NamedValue("SignatureNonce", "form"),
            NamedValue("Timestamp", date),
        ]
        let signable = SignableRequest(
            query: items, form: [NamedValue("InstanceName", "a b"), NamedValue("Tag.1.Key", "k")])
        let signature = RPCSignature(of: signable, accessKeySecret: "testsecret").signature
        items.append(NamedValue("Signature", signature))
        var request = TestRequest("DescribeRegions")
        request.target = "/?" + wireQuery(items)
        request.headers = [
            NamedValue("host", "127.0.0.1"),
            NamedValue("content-type", "application/x-www-form-urlencoded"),
        ]
        request.body = form
        try await withEmulator { emulator in
            #expect(emulator.send(request)?.code == nil)
            #expect(emulator.calls().last?.parameters.value(named: "InstanceName") == "a b")
            request.body = "InstanceName=evil&Tag.1.Key=k"
            #expect(emulator.send(request)?.code == "SignatureDoesNotMatch")
        }
    }

    @Test func `with checks off an unsigned request is answered`() async throws {
        var configuration = EmulatorConfiguration(world: .standard)
        configuration.checksSignatures = false
        try await withEmulator(configuration) { emulator in
            let plain = "/?Action=DescribeRegions&Version=2014-05-26"
            #expect(emulator.get(plain)?.status == 200)
            #expect(emulator.send(TestRequest("DescribeRegions", secret: "x"))?.status == 200)
        }
    }

    @Test func `errors come as XML when that is asked for, under the name the library reads`()
        async throws
    {
        try await withEmulator { emulator in
            let request = TestRequest("DescribeRegions", [("Format", "XML")], secret: "wrong")
            let response = emulator.send(request)
            #expect(
                response?.headers.header(named: "content-type") == "text/xml;charset=utf-8")
            #expect(response?.text.contains("<Code>SignatureDoesNotMatch</Code>") == true)
        }
    }
}
