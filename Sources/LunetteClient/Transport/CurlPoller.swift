import CLunetteCurl
import LunetteLoop

/// Lets a loop wait in libcurl: transfers, the loop's wake-ups and its timers at once.
final class CurlPoller: LoopPoller {
    private let transfers: OpaquePointer
    private let finish: (UnsafeMutableRawPointer) -> Void
    private var idleHandles: [OpaquePointer] = []
    /// How many transfers are under way.
    private(set) var count = 0

    var isBusy: Bool { count > 0 }

    /// `connections` may be kept alive; `finish` gets the context of each finished transfer.
    init?(
        idleConnectionSeconds: Int, connections: Int, authorities: CertificateAuthorities,
        finish: @escaping (UnsafeMutableRawPointer) -> Void
    ) {
        let transfers = withOptionalCString(authorities.file) { file in
            withOptionalCString(authorities.folder) { folder in
                clunette_transfers_create(idleConnectionSeconds, connections, file, folder)
            }
        }
        guard let transfers else { return nil }
        self.transfers = transfers
        self.finish = finish
    }

    deinit {
        for handle in idleHandles { clunette_transfer_destroy(handle) }
        clunette_transfers_destroy(transfers)
    }

    /// The transfer's handle; nil when memory is short.
    func start(_ request: clunette_request, context: UnsafeMutableRawPointer) -> OpaquePointer? {
        var request = request
        guard let handle = idleHandles.popLast() ?? clunette_transfer_create(transfers) else {
            return nil
        }
        guard clunette_transfer_start(transfers, handle, &request, context) else {
            clunette_transfer_destroy(handle)
            return nil
        }
        count += 1
        return handle
    }

    /// Takes a transfer back, finished or not; its handle serves again.
    func remove(_ handle: OpaquePointer) {
        clunette_transfer_remove(transfers, handle)
        idleHandles.append(handle)
        count -= 1
    }

    func poll(wakeDescriptor: Int32, timeoutMilliseconds: Int32) {
        clunette_transfers_perform(transfers)
        // What finished just now must be read before waiting: nothing would wake us for it.
        if finishTransfers() { return }
        let wait = timeoutMilliseconds < 0 ? 3_600_000 : timeoutMilliseconds
        if clunette_transfers_poll(transfers, wakeDescriptor, wait) { drain(wakeDescriptor) }
        clunette_transfers_perform(transfers)
        _ = finishTransfers()
    }

    private func finishTransfers() -> Bool {
        var hasFinished = false
        while let context = clunette_transfers_next_finished(transfers) {
            hasFinished = true
            finish(context)
        }
        return hasFinished
    }
}
