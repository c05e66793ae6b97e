import LunetteClient
import Testing

@Suite struct EndpointTests {
    @Test(arguments: [
        ("cn-hangzhou", false, "https://ecs-cn-hangzhou.aliyuncs.com"),
        ("cn-hangzhou", true, "https://ecs-vpc.cn-hangzhou.aliyuncs.com"),
        ("cn-beijing", false, "https://ecs.cn-beijing.aliyuncs.com"),
        ("na-south-1", true, "https://ecs-vpc.na-south-1.aliyuncs.com"),
    ])
    func `each region has its host`(region: String, isVPC: Bool, url: String) {
        #expect(Endpoint.cloud(.ecs, regionID: region, isVPC: isVPC).url == url)
    }

    @Test func `STS has a global host, and the regions' own`() {
        #expect(Endpoint.cloud(.sts, regionID: "", isVPC: false).url == "https://sts.aliyuncs.com")
        #expect(
            Endpoint.cloud(.sts, regionID: "cn-beijing", isVPC: true).url
                == "https://sts-vpc.cn-beijing.aliyuncs.com")
    }

    @Test(arguments: [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080", true),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080", true),
        ("127.0.0.1:8080", "http://127.0.0.1:8080", true),
        ("localhost:1", "http://localhost:1", true), ("http://[::1]:1", "http://[::1]:1", true),
        ("ecs.example.com", "https://ecs.example.com", false),
        ("https://ecs.example.com:444", "https://ecs.example.com:444", false),
        ("http://10.1.2.3", "http://10.1.2.3", false),
        ("127.0.0.1.example.com", "https://127.0.0.1.example.com", false),
    ])
    func `an endpoint is read as people write it`(text: String, url: String, isLoopback: Bool) {
        let endpoint = Endpoint(text)
        #expect(endpoint?.url == url)
        #expect(endpoint?.isLoopback == isLoopback)
    }

    @Test(arguments: [
        "", "ftp://x", "http://", "https://x/path", "https://x?y", "https://u@x", "//x",
    ])
    func `what is no endpoint is refused`(text: String) {
        #expect(Endpoint(text) == nil)
    }
}
