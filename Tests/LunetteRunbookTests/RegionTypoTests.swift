import LunetteClient
import Testing

@testable import LunetteRunbook

/// A region that is spelt wrong makes a host that is not there.
@Suite struct RegionTypoTests {
    private func explanation(_ regionID: String, host: String) -> String {
        var error = ServiceError(
            .transport, code: "HostNotResolved", message: "Could not resolve host: \(host)",
            disposition: .retry)
        error.regionID = regionID
        return ErrorObject(error).explanation
    }

    @Test func `the region that was meant is named`() {
        let said = explanation("cn-hangzhuo", host: "ecs.cn-hangzhuo.aliyuncs.com")
        #expect(said.contains("did you mean 'cn-hangzhou'?"), "\(said)")
    }

    @Test(arguments: [
        ("cn-beijing", "ecs.cn-beijing.aliyuncs.com"), ("cn-hangzhuo", "ecs.example.org"),
        ("mars", "ecs.mars.aliyuncs.com"),
    ])
    func `a region that exists, is like no other, or is not in the host's name is left alone`(
        regionID: String, host: String
    ) {
        #expect(!explanation(regionID, host: host).contains("did you mean"))
    }
}
