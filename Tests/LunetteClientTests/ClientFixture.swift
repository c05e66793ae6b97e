import LunetteBase
import LunetteClient
import LunetteLoop
import LunetteSigning
import LunetteTesting
import Synchronization

/// A client on its own loop, with virtual time, against a loopback server.
struct ClientFixture {
    let clock = VirtualClock(start: Timestamp(secondsSinceEpoch: 1_700_000_000))
    let client: Client
    private let recorder = EventRecorder()

    var events: [ClientEvent] { recorder.events.withLock { $0 } }

    init(
        _ server: LoopbackServer, seed: UInt64 = 1,
        credentials: any CredentialsSource = StaticCredentials(
            Credentials(accessKeyID: "testid", accessKeySecret: "testsecret")),
        configure: (inout Client.Configuration) -> Void = { _ in }
    ) {
        let loop = ScriptLoop(clock: clock)
        var configuration = Client.Configuration()
        configuration.endpoint = Endpoint(server.url)
        configure(&configuration)
        let (recorder, ending) = (recorder, LoopEnding(loop))
        client = Client(
            loop: loop, transport: CurlTransport(loop: loop), credentials: credentials,
            configuration: configuration, randomness: SeededRandomness(seed: seed),
            observer: { event in
                withExtendedLifetime(ending) { recorder.events.withLock { $0.append(event) } }
            })
    }

    /// The call's error; nil when it succeeds.
    func failure(_ call: ServiceCall) async -> ServiceError? {
        do throws(ServiceError) {
            _ = try await client.call(call)
            return nil
        } catch {
            return error
        }
    }
}

private final class EventRecorder: Sendable {
    let events = Mutex<[ClientEvent]>([])
}

extension ServiceCall {
    static let leave = ServiceCall(
        operation: "LeaveSecurityGroup",
        parameters: [NamedValue("SecurityGroupId", "sg-1"), NamedValue("InstanceId", "i-1")],
        regionID: "cn-hangzhou", isReadOnly: false)
    static let read = ServiceCall(
        operation: "DescribeInstances", parameters: [NamedValue("RegionId", "cn-hangzhou")],
        regionID: "cn-hangzhou", isReadOnly: true)
    static let create = ServiceCall(
        operation: "CreateSecurityGroup", parameters: [NamedValue("RegionId", "cn-hangzhou")],
        regionID: "cn-hangzhou", isReadOnly: false, takesClientToken: true)
}
