import LunetteBase
import LunetteClient
import LunetteLoop
import LunetteSigning
import Synchronization

/// SplitMix64 from a seed.
final class SeededRandomness: Randomness {
    private let state: Mutex<UInt64>

    init(seed: UInt64) {
        state = Mutex(seed)
    }

    func next() -> UInt64 {
        state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
            return z ^ z >> 31
        }
    }
}

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
        let recorder = recorder
        client = Client(
            loop: loop, transport: CurlTransport(loop: loop), credentials: credentials,
            configuration: configuration, randomness: SeededRandomness(seed: seed),
            observer: { event in recorder.events.withLock { $0.append(event) } })
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
