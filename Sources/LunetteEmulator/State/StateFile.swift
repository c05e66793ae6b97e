import CLunetteSystem
import LunetteBase
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

    /// What the file holds; nil when there is none.
    static func contents(of path: String) throws(StateFileError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let number = clunette_errno()
            if number == ENOENT { return nil }
            throw failure("cannot open \(path)", number)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count == 0 { return bytes }
            if count > 0 {
                bytes.append(contentsOf: piece[..<count])
            } else if clunette_errno() != EINTR {
                throw failure("cannot read \(path)")
            }
        }
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
            let error = write(snapshot().json.bytes)
            for promise in promises {
                if let error { promise.fail(error) } else { promise.succeed() }
            }
        }
    }

    /// Replaces the file as a whole: whoever is killed in between leaves the old one.
    private func write(_ bytes: [UInt8]) -> StateFileError? {
        let temporary = path + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return failure("cannot make \(temporary)") }
        var number = clunette_write_all(descriptor, bytes, bytes.count)
        if number == 0, fsync(descriptor) != 0 { number = clunette_errno() }
        close(descriptor)
        if number != 0 { return failure("cannot write \(temporary)", number) }
        guard rename(temporary, path) == 0 else { return failure("cannot replace \(path)") }
        return syncFolder()
    }

    private func syncFolder() -> StateFileError? {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return failure("cannot open \(folder)") }
        defer { close(descriptor) }
        return fsync(descriptor) == 0 ? nil : failure("cannot sync \(folder)")
    }
}

private func failure(_ what: String, _ number: Int32 = clunette_errno()) -> StateFileError {
    StateFileError(message: "\(what): \(String(cString: strerror(number)))")
}

/// Why the state file could not be read or written.
public struct StateFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What failed, with the path.
    public let message: String

    public var description: String { message }
}
