import Synchronization

/// What is known of the accounts' lasting access keys: asked by every request, before it waits for
/// its turn at the world.
///
/// A session's key is none of them: sessions come and go with requests.
final class Keyring: Sendable {
    private let claims = Mutex<[String: Claim]>([:])

    /// Nil when the key has not been kept.
    func claim(of accessKeyID: String) -> Claim? {
        claims.withLock { $0[accessKeyID] }
    }

    func keep(_ claim: Claim) {
        claims.withLock { $0[claim.key.id] = claim }
    }

    /// Forgets all keys: there is another world.
    func clear() {
        claims.withLock { $0.removeAll() }
    }
}
