import LunetteBase
import LunetteCatalogue

/// Finds out by a read whether a change was made.
struct Settler: Sendable {
    /// What sends the read; without steps, nothing can be found out.
    let steps: [any PipelineStep]

    /// Waits for its quota, whoever wants the change no more.
    func verdict(on exchange: Exchange) async -> Settlement.Verdict {
        await Recall.$current.withValue(nil) { await look(at: exchange) }
    }

    /// What stands for the answer to an earlier try once a later one is refused: that try's change
    /// arrived after the read that looked for it. Where reads do not show it yet, the refusal does
    /// (no member any more, gone): the service knows its own state before they do.
    func answer(to exchange: Exchange, refused failure: ServiceError) async -> ServiceResponse? {
        if await verdict(on: exchange) == .made { return .settled(attempts: exchange.attempt) }
        return failure.saysMade(exchange.call) ? .accepted(attempts: exchange.attempt) : nil
    }

    private func look(at exchange: Exchange) async -> Settlement.Verdict {
        guard !steps.isEmpty, let settlement = Settlement.of(exchange.call),
            let read = settlement.subject.read(for: exchange.call)
        else { return .unknown }
        do throws(ServiceError) {
            let response = try await PipelineRest(steps)(
                Exchange(call: read, endpoint: exchange.endpoint, isAnswerDecoded: true))
            guard let answer = try? JSONValue(parsing: response.body) else { return .unknown }
            return settlement.verdict(on: exchange.call, .found(answer))
        } catch {
            guard error.disposition == .gone else { return .unknown }
            return settlement.verdict(on: exchange.call, .gone)
        }
    }
}

extension ServiceError {
    /// Whether the refusal says that what the call asks for is so.
    fileprivate func saysMade(_ call: ServiceCall) -> Bool {
        switch disposition {
        case .alreadyDone: true
        case .gone: Settlement.of(call)?.verdict(on: call, .gone) == .made
        default: false
        }
    }
}
