import LunetteBase
import LunetteClient
import Synchronization

/// A small service with one instance and its groups, that can fail the n-th request in every way
/// that a network and a gateway can.
final class MembershipServer: Sendable {
    enum Fault: String, Sendable, CaseIterable {
        case throttled, conflict, closedBefore, closedAfter, timeoutNotApplied, timeoutApplied
        case errorNotApplied, errorApplied, unavailable, truncated, malformed, page

        var isApplied: Bool {
            switch self {
            case .closedAfter, .timeoutApplied, .errorApplied, .truncated, .malformed: true
            default: false
            }
        }
    }

    struct State: Sendable {
        var groups: Set<String> = ["sg-1", "sg-2"]
        /// Every change that was made, in order.
        var changes: [String] = []
        var nonces: Set<String> = []
        var repeatedNonces = 0
        var tokens: [String: String] = [:]
        var created = 0
    }

    private let state = Mutex(State())
    private let fault: Fault?
    private let faultAt: Set<Int>
    private let started = Mutex<LoopbackServer?>(nil)

    var world: State { state.withLock { $0 } }

    /// Fails the requests with these numbers, counted from 1.
    init(_ fault: Fault? = nil, at numbers: Set<Int> = []) {
        self.fault = fault
        faultAt = numbers
    }

    var server: LoopbackServer {
        started.withLock { started in
            if let started { return started }
            let server = LoopbackServer { [unowned self] in reply(to: $0) }
            started = server
            return server
        }
    }

    private func reply(to request: ReceivedRequest) -> Reply {
        guard let fault, faultAt.contains(request.number) else { return serve(request) }
        let honest = fault.isApplied ? serve(request) : .close
        switch fault {
        case .throttled: return .failure(400, "Throttling.User")
        case .conflict: return .failure(409, "InvalidOperation.Conflict")
        case .closedBefore, .closedAfter: return .close
        case .timeoutNotApplied, .timeoutApplied: return .failure(504, "RequestTimeout")
        case .errorNotApplied, .errorApplied: return .failure(500, "InternalError")
        case .unavailable: return .failure(503, "ServiceUnavailable")
        case .page: return .answer(502, "<html><title>Bad Gateway</title></html>")
        case .truncated:
            return .raw("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"RequestId\":\"")
        case .malformed:
            if case .answer(400..., _, _) = honest { return honest }
            return .answer(200, "{\"RequestId\":\"R\" oops}")
        }
    }

    private func serve(_ request: ReceivedRequest) -> Reply {
        state.withLock { state in
            let nonce = request.header("x-acs-signature-nonce") ?? ""
            if !state.nonces.insert(nonce).inserted {
                state.repeatedNonces += 1
                return .failure(400, "SignatureNonceUsed")
            }
            return state.serve(request)
        }
    }
}

extension MembershipServer.State {
    fileprivate mutating func serve(_ request: ReceivedRequest) -> Reply {
        let group = request.query.value(named: "SecurityGroupId") ?? ""
        switch request.operation {
        case "LeaveSecurityGroup":
            guard groups.contains(group) else {
                return .failure(400, "InvalidSecurityGroupAssociation.NotFound")
            }
            guard groups.count > 1 else { return .failure(403, "InstanceLastSecurityGroup") }
            groups.remove(group)
            return done("leave \(group)")
        case "JoinSecurityGroup":
            guard groups.insert(group).inserted else {
                return .failure(400, "InvalidInstanceId.AlreadyExists")
            }
            return done("join \(group)")
        case "ModifyInstanceAttribute":
            let wanted = request.query.filter { $0.name.hasPrefix("SecurityGroupIds.") }
            groups = Set(wanted.map(\.value))
            return done("set \(groups.sorted().joined(separator: ","))")
        case "CreateSecurityGroup":
            let token = request.query.value(named: "ClientToken") ?? ""
            if let known = tokens[token] { return .json(known) }
            created += 1
            let answer = #"{"RequestId":"R","SecurityGroupId":"sg-new-\#(created)"}"#
            tokens[token] = answer
            changes.append("create \(created)")
            return .json(answer)
        case "DescribeInstanceAttribute":
            let list = groups.sorted().map { "\"\($0)\"" }.joined(separator: ",")
            return .json(
                #"{"RequestId":"R","InstanceId":"i-1","Status":"Running","#
                    + #""SecurityGroupIds":{"SecurityGroupId":[\#(list)]}}"#)
        default: return .failure(404, "InvalidAction.NotFound")
        }
    }

    private mutating func done(_ change: String) -> Reply {
        changes.append(change)
        return .json(#"{"RequestId":"R"}"#)
    }
}
