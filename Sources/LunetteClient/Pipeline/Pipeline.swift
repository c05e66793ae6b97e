/// A call on its way through the pipeline; each step adds what the next ones need.
struct Exchange: Sendable {
    var call: ServiceCall
    var endpoint: Endpoint
    /// The try that this is, counted from 1.
    var attempt = 1
    /// Whether an earlier try may have made the change.
    var isInDoubt = false
    /// The answer is decoded here: it must be JSON throughout, or asked for again.
    var isAnswerDecoded = false
    /// Present once it is signed.
    var request: HTTPRequest?
}

/// One concern of a call. A step may change the exchange, call the rest any number of times, and
/// change what comes back.
protocol PipelineStep: Sendable {
    func perform(_ exchange: Exchange, _ rest: PipelineRest)
        async throws(ServiceError) -> ServiceResponse
}

/// The steps that are still to come.
struct PipelineRest: Sendable {
    private let steps: [any PipelineStep]
    private let index: Int

    init(_ steps: [any PipelineStep], from index: Int = 0) {
        self.steps = steps
        self.index = index
    }

    func callAsFunction(_ exchange: Exchange) async throws(ServiceError) -> ServiceResponse {
        precondition(index < steps.count, "the pipeline's last step sends, and calls no other")
        return try await steps[index].perform(exchange, PipelineRest(steps, from: index + 1))
    }
}
