import LunetteBase
import LunetteEmulator
import Testing

/// The two codes that the client raises itself before it sends anything: here a raw signed
/// request provokes them from the service's side.
@Suite struct LeaveRefusalTests {
    @Test(arguments: [
        (
            [("SecurityGroupId", "sg-web"), ("NetworkInterfaceId", "eni-secondary1")], 400,
            "MissingParameter.RegionId"
        ),
        (
            [
                ("SecurityGroupId", "sg-web"), ("InstanceId", "i-running1"),
                ("NetworkInterfaceId", "eni-secondary1"), ("RegionId", "cn-hangzhou"),
            ], 403, "InvalidParam.EniIdAndInstanceId.Conflict"
        ),
    ])
    func `a raw signed request meets the code over HTTP`(
        parameters: [(String, String)], status: Int, code: String
    ) async throws {
        try await withEmulator { emulator in
            let answer = emulator.send(TestRequest("LeaveSecurityGroup", parameters))
            #expect(answer?.status == status)
            #expect(answer?.code == code)
        }
    }
}
