import CLunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What `body` answers in a process of its own, which ends with that: nothing that it opens or
/// starts is left behind here. Empty when it fails, or answers more than `limit` bytes. To be
/// called before there is a second thread.
public func readBeside(
    limit: Int = 16 << 20, _ body: @escaping @Sendable () async -> [UInt8]
) -> [UInt8] {
    let reading = Reading(body: body)
    let context = Unmanaged.passRetained(reading)
    let socket = clunette_start_beside(
        { Unmanaged<Reading>.fromOpaque($1).takeUnretainedValue().run($0) }, context.toOpaque())
    context.release()
    guard socket >= 0 else { return [] }
    let bytes = readAll(socket, limit: limit)
    close(socket)
    // It ends now, if it has not yet: nobody else would take note of it.
    _ = waitpid(-1, nil, 0)
    return bytes ?? []
}

private final class Reading: Sendable {
    let body: @Sendable () async -> [UInt8]

    init(body: @escaping @Sendable () async -> [UInt8]) {
        self.body = body
    }

    /// On the child's side; the first thread only waits for the end.
    func run(_ socket: Int32) {
        Task.detached { [body] in
            let bytes = await body()
            _exit(clunette_write_all(socket, bytes, bytes.count) == 0 ? 0 : 1)
        }
        while true { pause() }
    }
}

/// Until the other side is gone; nil: too much.
private func readAll(_ socket: Int32, limit: Int) -> [UInt8]? {
    var all: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 64 << 10)
    while true {
        let count = read(socket, &part, part.count)
        if count < 0, clunette_errno() == EINTR { continue }
        guard count > 0 else { return all }
        all += part[..<count]
        guard all.count <= limit else { return nil }
    }
}
