import LunetteBase
import LunetteSystem
import LunetteWorld
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps a world on disk: a change is there before it is answered. Changes that come while one
/// write is under way share the next one, so that many clients do not each wait for a disk.
final class StateFile: Sendable {
    /// Called with what kept the world from the disk, or with nil.
    typealias Completion = @Sendable (FileError?) -> Void

    private struct Pending {
        var completions: [Completion] = []
        var isWriting = false
        var stopping: CheckedContinuation<Void, Never>?
    }

    private let path: String
    private let pending = Mutex(Pending())

    init(path: String) {
        self.path = path
    }

    /// Calls `completion` once what `snapshot` gives, called after this, is on disk.
    func save(snapshot: @escaping @Sendable () -> World, completion: @escaping Completion) {
        let mustStart = pending.withLock { pending in
            pending.completions.append(completion)
            defer { pending.isWriting = true }
            return !pending.isWriting
        }
        guard mustStart else { return }
        // A world nests deeper than the least stack would hold.
        if !startThread(stackSize: 8 << 20, { self.writeAll(snapshot) }) { writeAll(snapshot) }
    }

    /// The world that the file holds; nil when there is no file.
    static func world(at path: String) throws -> World? {
        guard access(path, F_OK) == 0 else { return nil }
        return try World(parsing: readFile(path))
    }

    /// Returns once nothing is left to write.
    func stop() async {
        await withCheckedContinuation { continuation in
            let isIdle = pending.withLock { pending in
                if pending.isWriting { pending.stopping = continuation }
                return !pending.isWriting
            }
            if isIdle { continuation.resume() }
        }
    }

    private func writeAll(_ snapshot: () -> World) {
        while true {
            let (completions, stopping) = pending.withLock { pending in
                let completions = pending.completions
                pending.completions = []
                pending.isWriting = !completions.isEmpty
                return (completions, completions.isEmpty ? pending.stopping : nil)
            }
            stopping?.resume()
            if completions.isEmpty { return }
            let error = write(snapshot())
            for completion in completions { completion(error) }
        }
    }

    private func write(_ world: World) -> FileError? {
        do throws(FileError) {
            try replaceFile(path, with: world.json.bytes)
            return nil
        } catch {
            return error
        }
    }
}
