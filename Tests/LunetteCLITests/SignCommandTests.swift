import LunetteBase
import LunetteTesting
import Testing

@Suite struct SignCommandTests {
    private static let arguments = [
        "sign", "LeaveSecurityGroup", "-p", "SecurityGroupId=sg-1", "-p", "InstanceId=i-1",
        "--access-key-id", "testid", "--access-key-secret", "testsecret",
        "--date", "2026-01-01T00:00:00Z", "--nonce", "n-1", "--json",
    ]

    @Test func `the same request gives the same bytes each time`() async throws {
        let first = try await LunetteProcess.run(Self.arguments)
        let second = try await LunetteProcess.run(Self.arguments)
        #expect(first.exitCode == 0, "\(first.errors)")
        #expect(first.output == second.output)
    }

    @Test func `an independent HMAC agrees with the ACS3 signature`() async throws {
        let signed = try await LunetteProcess.run(Self.arguments).json()
        let canonicalRequest = try #require(signed["canonical_request"]?.string)
        let stringToSign = try #require(signed["string_to_sign"]?.string)
        let hash = hexadecimal(IndependentDigest.sha256(Array(canonicalRequest.utf8)))
        #expect(stringToSign == "ACS3-HMAC-SHA256\n\(hash)")
        let signature = IndependentDigest.hmac(
            IndependentDigest.sha256, Array(stringToSign.utf8), key: Array("testsecret".utf8))
        #expect(signed["signature"] == .string(hexadecimal(signature)))
        #expect(
            signed["headers"]?["authorization"]?.string?.hasSuffix(hexadecimal(signature)) == true)
    }

    @Test func `an independent HMAC agrees with the RPC signature`() async throws {
        let signed = try await LunetteProcess.run(
            Self.arguments + ["--algorithm", "rpc-hmac-sha1", "--method", "GET"]
        ).json()
        let stringToSign = try #require(signed["string_to_sign"]?.string)
        let signature = IndependentDigest.hmac(
            IndependentDigest.sha1, Array(stringToSign.utf8), key: Array("testsecret&".utf8))
        #expect(signed["signature"] == .string(base64Encoded(signature)))
    }

    @Test func `requests that anyone made are signed in order`() async throws {
        let request = """
            {"algorithm":"HMAC-SHA1","method":"GET","path":"/","query":{"Action":"DescribeRegions",
            "Format":"XML","Version":"2014-05-26","AccessKeyId":"testid",
            "SignatureMethod":"HMAC-SHA1","SignatureVersion":"1.0",
            "SignatureNonce":"3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
            "Timestamp":"2016-02-23T12:46:24Z"},"headers":{},"access_key_id":"testid",
            "access_key_secret":"testsecret"}
            """
        let answer = try await LunetteProcess.run(
            ["sign", "--request", "-", "--json"], input: "[\(request),\(request)]")
        let results = try #require(try answer.json().array)
        #expect(results.count == 2)
        // The vendor's published example.
        #expect(results[1]["signature"] == "OLeaidS1JvxuMvnyHOwuJ+uX5qY=")
    }

    @Test(arguments: [
        (["sign"], 64, "needs an operation"),
        (["sign", "LeaveSecurtyGroup"], 64, "did you mean LeaveSecurityGroup"),
        (["sign", "LeaveSecurityGroup", "-p", "x"], 64, "Name=value"),
        (["sign", "LeaveSecurityGroup"], 78, "ALIBABA_CLOUD_ACCESS_KEY_SECRET"),
        (["sign", "--request", "/no/such/file"], 66, "cannot read /no/such/file"),
        (["frobnicate"], 64, "frobnicate"),
        (["explain", "InstanceLastSecurtyGroup"], 4, "InstanceLastSecurityGroup"),
        (["help", "nothing"], 64, "no help on 'nothing'"),
    ])
    func `bad input gets one clear message and its exit code`(
        arguments: [String], exitCode: Int32, words: String
    ) async throws {
        let result = try await LunetteProcess.run(arguments)
        #expect(result.exitCode == exitCode)
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(result.output == "")
    }
}
