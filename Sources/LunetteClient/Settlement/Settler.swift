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
