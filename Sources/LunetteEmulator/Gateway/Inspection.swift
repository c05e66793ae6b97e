import LunetteBase
import LunetteHTTP
import LunetteWorld

/// What a test or a person asks the emulator about itself, below `/_lunette/`. Unsigned, so only
/// loopback is answered.
struct Inspection {
    private static let prefix = "/_lunette/"

    let gateway: Gateway

    static func covers(_ path: String) -> Bool {
        path.hasPrefix(prefix) || path == prefix.dropLast()
    }

    func reply(to request: ReceivedRequest) -> Reply {
        guard request.isFromLoopback, isMeantForLoopback(request) else {
            return failure(403, "/_lunette/ answers on loopback only")
        }
        let query = NamedValue.list(decodingQuery: request.query) ?? []
        switch (request.method, request.path.dropFirst(Self.prefix.count)) {
        case ("GET", "calls"): return calls(since: query.value(named: "since"))
        case ("GET", "world"): return world()
        case ("POST", "clock"): return advance(by: query.value(named: "advance"))
        case ("PUT", "faults"): return replaceFaults(request.body)
        case (_, "calls"), (_, "world"): return failure(405, "only GET is answered here")
        case (_, "clock"): return failure(405, "only POST is answered here")
        case (_, "faults"): return failure(405, "only PUT is answered here")
        default:
            return failure(404, "there are calls, world, clock and faults below /_lunette/")
        }
    }

    /// A browser that was led here by a foreign name says that name: it shall learn nothing.
    private func isMeantForLoopback(_ request: ReceivedRequest) -> Bool {
        guard let host = request.headers.header(named: "host") else { return true }
        let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } : host.prefix { $0 != ":" }
        return name == "localhost" || name == "[::1" || name.hasPrefix("127.")
    }

    private func calls(since: String?) -> Reply {
        guard let sequence = Int(since ?? "0"), sequence >= 0 else {
            return failure(400, "since is a call's sequence number")
        }
        let (lines, dropped) = gateway.withState { state in
            (state.log.lines(since: sequence), state.log.dropped)
        }
        return Reply(
            status: 200, contentType: "application/x-ndjson",
            headers: [NamedValue("x-lunette-dropped-calls", String(dropped))], body: lines)
    }

    private func world() -> Reply {
        let world = gateway.withState { state in
            state.advance(to: gateway.clock.now())
            return state.world
        }
        return json(200, world.json)
    }

    private func advance(by text: String?) -> Reply {
        guard let seconds = text.flatMap(Double.init), (0...3e9).contains(seconds) else {
            return failure(400, "advance is a number of seconds, 0 or more")
        }
        let clock = gateway.clock
        guard clock.skip(to: clock.uptime() + .milliseconds(Int64(seconds * 1_000))) else {
            return failure(409, "the clock is real; start the emulator with --clock virtual")
        }
        let now = clock.now()
        gateway.withState { $0.advance(to: now) }
        return json(200, ["now": .string(now.text)])
    }

    private func replaceFaults(_ body: [UInt8]) -> Reply {
        do {
            let world = try World(parsing: Array("{\"faults\":".utf8) + body + [0x7D])
            let faults = world.faults
            gateway.withState { $0.replace(faults: faults) }
            return json(200, ["faults": .integer(Int64(faults.count))])
        } catch {
            return failure(400, "\(error)")
        }
    }

    private func json(_ status: Int, _ value: JSONValue) -> Reply {
        Reply(
            status: status, contentType: AnswerFormat.json.contentType,
            body: [Array((value.prettyText + "\n").utf8)])
    }

    private func failure(_ status: Int, _ message: String) -> Reply {
        json(status, ["message": .string(message)])
    }
}
