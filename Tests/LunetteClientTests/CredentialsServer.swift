import LunetteBase
import LunetteClient
import LunetteLoop
import LunetteSystem
import LunetteTesting
import Synchronization

/// Everything that hands out temporary credentials, on one loopback port: the metadata server,
/// STS, a credentials URI and CloudSSO. The n-th credentials are `STS.n`, and last an hour.
final class CredentialsServer: Sendable {
    enum Mood: Sendable, Hashable {
        case good
        case refusing
        case late(Duration)
        /// Hands out credentials that have ended already.
        case stale
        /// Answers with something else.
        case confused
    }

    let clock = VirtualClock(start: Timestamp(secondsSinceEpoch: 1_700_000_000))
    let mood = Mutex(Mood.good)
    let folder = TemporaryFolder()
    private let issuedCount = Mutex(0)
    private let started = Mutex<LoopbackServer?>(nil)
    private let endings = Mutex<[LoopEnding]>([])

    deinit {
        started.withLock { $0?.stop() }
    }

    var issued: Int { issuedCount.withLock { $0 } }

    var server: LoopbackServer {
        started.withLock { started in
            if let started { return started }
            let server = LoopbackServer { [unowned self] in reply(to: $0) }
            started = server
            return server
        }
    }

    /// A chain of the vendor's order that sees this environment, this server and nothing else.
    func chain(_ variables: [String: String], profile: String? = nil) -> CredentialsChain {
        let loop = ScriptLoop()
        return CredentialsChain(
            loop: loop, context: context(variables, loop: loop), profile: profile)
    }

    func context(_ variables: [String: String], loop: ScriptLoop) -> CredentialsContext {
        endings.withLock { $0.append(LoopEnding(loop)) }
        let home = ["HOME": folder.path]
        var context = CredentialsContext(
            environment: Environment(home.merging(variables) { $1 }),
            transport: CurlTransport(loop: loop), clock: clock,
            randomness: SeededRandomness(seed: 7), endpoint: Endpoint(server.url))
        context.metadataURL = server.url
        return context
    }

    private func reply(to request: ReceivedRequest) -> Reply {
        switch request.path {
        case "/latest/api/token": return .answer(200, "metadata-token")
        case "/latest/meta-data/ram/security-credentials/": return .answer(200, "role-a\n")
        default: break
        }
        switch mood.withLock({ $0 }) {
        case .refusing: return .failure(403, "NoPermission")
        case .confused: return .answer(200, "<html>")
        case .good: return .json(answer(to: request, lasting: .seconds(3_600)))
        case .stale: return .json(answer(to: request, lasting: .seconds(-1)))
        case .late(let delay):
            return .late(delay, answer(to: request, lasting: .seconds(3_600)))
        }
    }

    private func answer(to request: ReceivedRequest, lasting: Duration) -> String {
        let number = issuedCount.withLock { count in
            count += 1
            return count
        }
        let fields = """
            "AccessKeyId":"STS.\(number)","AccessKeySecret":"s\(number)",\
            "SecurityToken":"t\(number)","Expiration":"\((clock.now() + lasting).text)"
            """
        switch request.path {
        case "/": return #"{"RequestId":"R","Credentials":{\#(fields)}}"#
        case "/cloud-credentials": return #"{"CloudCredential":{\#(fields)}}"#
        default: return #"{"Code":"Success",\#(fields)}"#
        }
    }
}
