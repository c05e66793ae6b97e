import Synchronization

/// A Lua function that Swift holds on to; it can be collected once nothing here names it.
public final class LuaFunction: Sendable {
    let reference: Int64
    private let released: ReleasedFunctions

    init(reference: Int64, released: ReleasedFunctions) {
        self.reference = reference
        self.released = released
    }

    deinit {
        released.append(reference)
    }
}

/// Functions that no longer are held, from whatever thread, until the interpreter lets go of them.
final class ReleasedFunctions: Sendable {
    private let references = Mutex<[Int64]>([])

    func append(_ reference: Int64) {
        references.withLock { $0.append(reference) }
    }

    func take() -> [Int64] {
        references.withLock { references in
            guard !references.isEmpty else { return [] }
            defer { references = [] }
            return references
        }
    }
}
