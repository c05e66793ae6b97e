import LunetteBase
import LunetteSystem
import LunetteWorld
import NIOCore
import NIOPosix
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps a world on disk: a change is there before it is answered. Changes that come while one
/// write is under way share the next one, so that many clients do not each wait for a disk.
final class StateFile: Sendable {
    private struct Pending {
        var promises: [EventLoopPromise<Void>] = []
        var isWriting = false
    }

    private let path: String
    private let thread: NIOThreadPool
    private let pending = Mutex(Pending())

    init(path: String) {
        self.path = path
        thread = NIOThreadPool(numberOfThreads: 1)
        thread.start()
    }

    /// Succeeds once what `snapshot` gives, called after this, is on disk.
    func save(
        on loop: any EventLoop, snapshot: @escaping @Sendable () -> World
    ) -> EventLoopFuture<Void> {
        let promise = loop.makePromise(of: Void.self)
        let mustStart = pending.withLock { pending in
            pending.promises.append(promise)
            defer { pending.isWriting = true }
            return !pending.isWriting
        }
        if mustStart { thread.submit { _ in self.writeAll(snapshot) } }
        return promise.futureResult
    }

    /// The world that the file holds; nil when there is no file.
    static func world(at path: String) throws -> World? {
        guard access(path, F_OK) == 0 else { return nil }
        return try World(parsing: readFile(path))
    }

    /// Ends the thread once nothing is left to write.
    func stop() async {
        try? await thread.shutdownGracefully()
    }

    private func writeAll(_ snapshot: () -> World) {
        while true {
            let promises = pending.withLock { pending in
                defer { pending.promises = [] }
                pending.isWriting = !pending.promises.isEmpty
                return pending.promises
            }
            if promises.isEmpty { return }
            let bytes = snapshot().json.bytes
            do throws(FileError) {
                try replaceFile(path, with: bytes)
                for promise in promises { promise.succeed() }
            } catch {
                for promise in promises { promise.fail(error) }
            }
        }
    }
}
