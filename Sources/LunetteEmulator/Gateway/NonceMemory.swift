import LunetteBase

/// The nonces of accepted requests, so that none passes twice.
///
/// A request's date may lie 15 minutes ahead, and it is good for 15 minutes after that: a nonce
/// must be known for half an hour. Three generations of a quarter of an hour hold them, each at
/// most `capacity` large; a full one begins the next early, so that memory stays flat and the
/// oldest are forgotten first.
struct NonceMemory {
    static let generation = Duration.seconds(900)

    private let capacity: Int
    private var newest = Set<UInt64>()
    private var older: [Set<UInt64>] = []
    private var newestSince: Duration?

    /// `capacity`: nonces of one generation, 12 bytes or so each.
    init(capacity: Int = 1 << 20) {
        self.capacity = capacity
    }

    /// Remembers the nonce; false when this key has used it before. `uptime` never goes back.
    mutating func remember(_ nonce: String, of accessKeyID: String, at uptime: Duration) -> Bool {
        turn(at: uptime)
        // 64 keyed bits: two of millions agree by chance once in a million half hours.
        var hasher = Hasher()
        hasher.combine(accessKeyID)
        hasher.combine(nonce)
        let mark = UInt64(bitPattern: Int64(hasher.finalize()))
        guard !older.contains(where: { $0.contains(mark) }) else { return false }
        return newest.insert(mark).inserted
    }

    private mutating func turn(at uptime: Duration) {
        let since = newestSince ?? uptime
        newestSince = since
        let age = uptime - since
        guard age >= Self.generation || newest.count >= capacity else { return }
        older.insert(newest, at: 0)
        if age >= Self.generation * 2 { older.insert([], at: 0) }
        if age >= Self.generation * 3 { older.removeAll() }
        older = Array(older.prefix(2))
        newest = []
        newestSince = uptime
    }
}
