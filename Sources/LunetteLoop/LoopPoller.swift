#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a loop waits in when nothing is ready. Called on the loop's thread only.
public protocol LoopPoller: AnyObject {
    /// Waits until something happened, `wakeDescriptor` became readable, or the time is over
    /// (-1: without end), and deals with what happened. Drains the wake descriptor.
    func poll(wakeDescriptor: Int32, timeoutMilliseconds: Int32)

    /// Whether something outside is under way, so that a virtual clock must not jump.
    var isBusy: Bool { get }
}

/// Waits for the wake-up pipe alone.
final class DescriptorPoller: LoopPoller {
    let isBusy = false

    func poll(wakeDescriptor: Int32, timeoutMilliseconds: Int32) {
        var descriptor = pollfd(fd: wakeDescriptor, events: Int16(POLLIN), revents: 0)
        if waitForDescriptors(&descriptor, 1, timeoutMilliseconds) > 0 { drain(wakeDescriptor) }
    }
}

/// The system's poll, by a name that the protocol's method doesn't hide.
private func waitForDescriptors(
    _ descriptors: UnsafeMutablePointer<pollfd>, _ count: nfds_t, _ milliseconds: Int32
) -> Int32 {
    poll(descriptors, count, milliseconds)
}

/// Empties a wake-up pipe.
public func drain(_ wakeDescriptor: Int32) {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
        while read(wakeDescriptor, buffer.baseAddress, buffer.count) == buffer.count {}
    }
}
