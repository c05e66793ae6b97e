import CLunetteCurl
import LunetteBase
import LunetteLoop
import LunetteSystem

/// Sends requests with libcurl on a script's loop: a call that waits hops to no other thread.
///
/// Connections are kept alive, TLS is verified, proxies come from the environment. The library is
/// opened, and the loop's poller replaced, at the first request.
public actor CurlTransport: Transport {
    private let loop: ScriptLoop
    private let authorities: CertificateAuthorities
    private let maximumAnswerSize: Int
    private var poller: CurlPoller?
    private var queues: HostQueues<Transfer>

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        loop.asUnownedSerialExecutor()
    }

    /// `maximumAnswerSize` in bytes, after decompression.
    public init(
        loop: ScriptLoop, authorities: CertificateAuthorities = .ofTheSystem,
        connectionsPerHost: Int = 64, maximumAnswerSize: Int = 64 << 20
    ) {
        self.loop = loop
        self.authorities = authorities
        self.maximumAnswerSize = maximumAnswerSize
        queues = HostQueues(limit: connectionsPerHost)
    }

    /// Opens the library, which takes milliseconds: the first request would wait for it. From any
    /// thread.
    public static func openLibrary() {
        _ = clunette_curl_open()
    }

    /// Sends once, or waits for a connection to the host to become free and then does.
    public func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let transfer = try Transfer(request)
        try open()
        if Task.isCancelled { throw .cancelled(wasSent: false) }
        // A task that prefers no loop would be resumed on another thread.
        let result =
            loop.isPreferred
            ? await outcome(of: transfer)
            : await withTaskExecutorPreference(loop) { await outcome(of: transfer) }
        return try result.get()
    }

    private func outcome(of transfer: Transfer) async -> Result<HTTPResponse, TransportError> {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                transfer.continuation = continuation
                if queues.admit(transfer, to: transfer.host) { start(transfer) }
            }
        } onCancel: {
            Task { await self.cancel(transfer) }
        }
    }

    private func open() throws(TransportError) {
        if poller != nil { return }
        if let reason = clunette_curl_open() {
            throw TransportError(
                .unavailable, wasSent: false,
                message: "libcurl cannot be used: \(String(cString: reason))")
        }
        let poller = CurlPoller(
            idleConnectionSeconds: Self.idleConnectionSeconds, connections: 2 * queues.limit,
            authorities: authorities
        ) { [weak self] context in
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeRetainedValue()
            self?.assumeIsolated { $0.finish(transfer) }
        }
        guard let poller else {
            throw TransportError(.unavailable, wasSent: false, message: "no memory for libcurl")
        }
        self.poller = poller
        loop.install(poller)
    }

    /// The vendor's load balancers drop idle connections after 15 s: one that is as old may die
    /// under a request, and a change would be in doubt.
    private static let idleConnectionSeconds = 12

    private func start(_ transfer: Transfer) {
        guard let poller else { return end(transfer, .failure(.noMemory)) }
        let context = Unmanaged.passRetained(transfer)
        transfer.handle = transfer.withRequest(maximumAnswerSize: maximumAnswerSize) {
            poller.start($0, context: context.toOpaque())
        }
        if transfer.handle == nil {
            context.release()
            end(transfer, .failure(.noMemory))
        }
    }

    private func finish(_ transfer: Transfer) {
        guard let handle = transfer.handle else { return }
        let outcome = transfer.outcome(handle)
        poller?.remove(handle)
        end(transfer, outcome)
    }

    private func cancel(_ transfer: Transfer) {
        guard transfer.continuation != nil else { return }
        guard let handle = transfer.handle else {
            // It waits in its queue still, and gives its place on when its turn comes.
            transfer.continuation?.resume(returning: .failure(.cancelled(wasSent: false)))
            transfer.continuation = nil
            return
        }
        let wasSent = clunette_transfer_was_sent(handle)
        poller?.remove(handle)
        Unmanaged.passUnretained(transfer).release()
        end(transfer, .failure(.cancelled(wasSent: wasSent)))
    }

    /// Hands over the outcome and gives the place to the next in the queue.
    private func end(_ transfer: Transfer, _ outcome: Result<HTTPResponse, TransportError>) {
        transfer.handle = nil
        transfer.continuation?.resume(returning: outcome)
        transfer.continuation = nil
        while let next = queues.release(transfer.host) {
            if next.continuation != nil { return start(next) }
        }
    }
}

extension TransportError {
    static func cancelled(wasSent: Bool) -> TransportError {
        TransportError(.cancelled, wasSent: wasSent, message: "the request was taken back")
    }

    static let noMemory = TransportError(
        .other, wasSent: false, message: "no memory for another transfer")
}
