import LunetteBase
import LunetteCatalogue
import LunetteLoop

/// What one look at something that is waited for showed.
enum Sighting: Sendable, Hashable {
    case reached(state: String)
    case underWay(state: String)
    /// The wanted state cannot come from this one by itself.
    case impossible(state: String)
}

/// Waits for a state by looking again and again, less and less often.
struct Waiting: Sendable {
    let loop: ScriptLoop
    /// What is waited for, in words: `i-1 to be Running`.
    let goal: String
    let target: String
    let operation: String
    let timeout: Duration

    /// How long to wait between looks: soon at first, then every five seconds.
    private static let pauses: [Duration] = [
        .milliseconds(500), .seconds(1), .seconds(2), .seconds(3), .seconds(5),
    ]

    /// Answers the state that was reached; raises when the time is over, and at once when the
    /// state cannot come any more.
    func run(_ look: () async throws -> Sighting) async throws -> String {
        let deadline = loop.clock.uptime() + timeout
        var looks = 0
        while true {
            let sighting = try await look()
            switch sighting {
            case .reached(let state): return state
            case .impossible(let state):
                throw error(
                    .service, "WaitImpossible", "\(goal) cannot come true: it is \(state)",
                    disposition: .fix,
                    explanation: "From this state the wanted one is not reached by itself. Start "
                        + "or stop it first, or wait for another state.")
            case .underWay(let state):
                let pause = Self.pauses[min(looks, Self.pauses.count - 1)]
                guard loop.clock.uptime() + pause <= deadline else {
                    throw error(
                        .timeout, "WaitTimeout",
                        "waited \(timeout.text) for \(goal); it is \(state)", disposition: .retry,
                        explanation: "It may still come true. Give timeout a longer duration, or "
                            + "look at why it takes so long.")
                }
                try await loop.sleep(for: pause)
            }
            looks += 1
        }
    }

    private func error(
        _ kind: ErrorObject.Kind, _ code: String, _ message: String, disposition: Disposition,
        explanation: String
    ) -> ErrorObject {
        var object = ErrorObject(
            kind: kind, code: code, message: message, disposition: disposition,
            explanation: explanation)
        object.operation = operation
        object.target = target
        return object
    }
}
