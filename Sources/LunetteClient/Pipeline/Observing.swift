import LunetteLoop

/// Completes a failed call's error with what was called, and tells the observer how it ended.
struct Observing: PipelineStep {
    let loop: ScriptLoop
    let observer: @Sendable (ClientEvent) -> Void

    func perform(_ exchange: Exchange, _ rest: PipelineRest)
        async throws(ServiceError) -> ServiceResponse
    {
        let start = loop.clock.uptime()
        let call = exchange.call
        do throws(ServiceError) {
            let response = try await rest(exchange)
            observer(.finished(call, .success(response), after: loop.clock.uptime() - start))
            return response
        } catch {
            var error = error
            error.operation = call.operation
            error.target = call.target
            error.regionID = call.regionID
            observer(.finished(call, .failure(error), after: loop.clock.uptime() - start))
            throw error
        }
    }
}
