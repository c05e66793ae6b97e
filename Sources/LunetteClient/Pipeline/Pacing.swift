import LunetteBase
import LunetteLoop

/// Holds a call back until the quota that it counts against has room.
actor Pacing: PipelineStep {
    private let loop: ScriptLoop
    private let observer: @Sendable (ClientEvent) -> Void
    private var pacer = Pacer()
    private var waiting: [Pacer.Key: Int] = [:]
    private var announced: [Pacer.Key: Timestamp] = [:]

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(loop: ScriptLoop, observer: @escaping @Sendable (ClientEvent) -> Void) {
        self.loop = loop
        self.observer = observer
    }

    func perform(_ exchange: Exchange, _ rest: PipelineRest)
        async throws(ServiceError) -> ServiceResponse
    {
        let key = Pacer.Key(exchange.call)
        let window: Int64
        switch pacer.decision(for: key, now: loop.clock.now()) {
        case .send(let open): window = open
        case .wait(let opensAt): window = try await turn(exchange, key, from: opensAt)
        }
        do throws(ServiceError) {
            let response = try await rest(exchange)
            pacer.passed(key, window: window)
            return response
        } catch {
            if error.kind == .throttled {
                pacer.throttled(
                    key, window: window, retryAfter: error.retryAfter, now: loop.clock.now())
            } else if error.httpStatus != nil {
                pacer.passed(key, window: window)
            }
            throw error
        }
    }

    /// Waits until the call may be sent, from `opensAt` on at the earliest.
    private func turn(_ exchange: Exchange, _ key: Pacer.Key, from opensAt: Timestamp)
        async throws(ServiceError) -> Int64
    {
        var opensAt = opensAt
        while true {
            try await wait(for: opensAt, exchange, key)
            switch pacer.decision(for: key, now: loop.clock.now()) {
            case .send(let window): return window
            case .wait(let later): opensAt = later
            }
        }
    }

    private func wait(for opensAt: Timestamp, _ exchange: Exchange, _ key: Pacer.Key)
        async throws(ServiceError)
    {
        waiting[key, default: 0] += 1
        defer { waiting[key, default: 1] -= 1 }
        do {
            // Whoever else waits for the same window is counted in by then.
            await Task.yield()
            announce(exchange.call, key, opensAt)
            let delay = opensAt - loop.clock.now()
            // That a change may be made already is found out, whoever wants it no more.
            if !exchange.isInDoubt, let recall = Recall.current {
                try await recall.sleep(for: delay, on: loop)
            } else {
                try await loop.sleep(for: delay)
            }
        } catch {
            throw ServiceError(
                .cancelled, code: "Cancelled",
                message: "the call was taken back while it waited for its quota",
                disposition: .retry)
        }
    }

    private func announce(_ call: ServiceCall, _ key: Pacer.Key, _ opensAt: Timestamp) {
        guard announced[key] != opensAt else { return }
        announced[key] = opensAt
        let limit = pacer.callsPerMinute(key)
        let count = waiting[key] ?? 0
        let windows = limit.map { (count - 1) / max($0, 1) } ?? 0
        observer(
            .pacing(
                call,
                PacingNotice(
                    opensAt: opensAt, lastAt: opensAt + .seconds(60 * max(windows, 0)),
                    waiting: count, callsPerMinute: limit)))
    }
}
