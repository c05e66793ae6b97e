import LunetteCatalogue

/// A caller's last word on a change, asked before a try, once its quota has room: what the
/// change rests on may be another by then.
public struct LateCheck: Sendable {
    /// Nil when it is still to be sent; else why not.
    public typealias Verdict = @Sendable () async -> Disposition?

    let verdict: Verdict

    /// Of the changes that the calling task makes.
    @TaskLocal public static var current: LateCheck?

    public init(_ verdict: @escaping Verdict) {
        self.verdict = verdict
    }
}

/// Asks for that word, but of a change that an earlier try may have made: what the caller then saw
/// could be its own doing, and that no more is sent would not mean that nothing was.
struct LateChecking: PipelineStep {
    func perform(_ exchange: Exchange, _ rest: PipelineRest)
        async throws(ServiceError) -> ServiceResponse
    {
        if !exchange.call.changesNothing, !exchange.isInDoubt,
            let disposition = await LateCheck.current?.verdict()
        {
            throw ServiceError(
                .cancelled, code: "Cancelled",
                message: "the call was taken back while it waited for its turn",
                disposition: disposition)
        }
        return try await rest(exchange)
    }
}
