import LunetteBase
import LunetteSigning
import Testing

@Suite struct PublishedExampleTests {
    private let runInstances = UnsignedCall(
        operation: "RunInstances", version: "2014-05-26", host: "ecs.cn-shanghai.aliyuncs.com",
        parameters: [
            NamedValue("RegionId", "cn-shanghai"),
            NamedValue("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"),
        ])

    @Test func `the vendor's ACS3 example has the published signature`() throws {
        let credentials = Credentials(
            accessKeyID: "YourAccessKeyId", accessKeySecret: "YourAccessKeySecret")
        let signed = SignedCall(
            runInstances, credentials: credentials,
            date: try #require(Timestamp(text: "2023-10-26T10:22:32Z")),
            nonce: "3156853299f313e23d1673dc12e1703d")
        #expect(
            signed.stringToSign
                == "ACS3-HMAC-SHA256\n"
                + "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259")
        #expect(
            signed.signature
                == "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0")
        #expect(
            signed.authorization
                == "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders="
                + "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;"
                + "x-acs-version,Signature=\(signed.signature)")
    }

    @Test func `the vendor's RPC example has the published signature`() throws {
        let request = SignableRequest(
            method: "GET",
            query: [
                NamedValue("Timestamp", "2016-02-23T12:46:24Z"), NamedValue("Format", "XML"),
                NamedValue("AccessKeyId", "testid"), NamedValue("Action", "DescribeRegions"),
                NamedValue("SignatureMethod", "HMAC-SHA1"),
                NamedValue("SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"),
                NamedValue("Version", "2014-05-26"), NamedValue("SignatureVersion", "1.0"),
            ])
        let signature = RPCSignature(of: request, accessKeySecret: "testsecret")
        #expect(signature.stringToSign.hasPrefix("GET&%2F&AccessKeyId%3Dtestid%26Action%3DDesc"))
        #expect(signature.stringToSign.contains("%26Timestamp%3D2016-02-23T12%253A46%253A24Z%26"))
        #expect(signature.signature == "OLeaidS1JvxuMvnyHOwuJ+uX5qY=")
    }

    @Test func `a given date and nonce give the same bytes each time`() {
        let credentials = Credentials(accessKeyID: "id", accessKeySecret: "secret")
        let date = Timestamp(secondsSinceEpoch: 1_700_000_000)
        for algorithm in SignedCall.Algorithm.allCases {
            let sign = {
                SignedCall(
                    runInstances, credentials: credentials, date: date, nonce: "n",
                    algorithm: algorithm)
            }
            #expect(sign() == sign())
        }
    }
}
