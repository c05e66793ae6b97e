import Testing

@testable import LunetteEmulator

@Suite struct NonceMemoryTests {
    /// What the memory says to each nonce in turn: whether it is new.
    private func verdicts(
        _ nonces: [(nonce: String, key: String, seconds: Int)], capacity: Int = 1 << 20
    ) -> [Bool] {
        var memory = NonceMemory(capacity: capacity)
        return nonces.map { memory.remember($0.nonce, of: $0.key, at: .seconds($0.seconds)) }
    }

    @Test(arguments: [0, 1, 899, 900, 1_799])
    func `a nonce is known for half an hour`(age: Int) {
        #expect(verdicts([("n", "k", 50), ("n", "k", 50 + age)]) == [true, false])
    }

    @Test(arguments: [0, 100, 450, 899])
    func `whenever it comes within a generation`(offset: Int) {
        let repeats = stride(from: offset, to: offset + 1_800, by: 90).map { ("n", "k", $0) }
        let found = verdicts([("first", "k", 0), ("n", "k", offset)] + repeats)
        #expect(found.prefix(2) == [true, true])
        #expect(!found.dropFirst(2).contains(true))
    }

    @Test func `it is forgotten in the end`() {
        #expect(verdicts([("n", "k", 0), ("n", "k", 3_600)]) == [true, true])
    }

    @Test func `each key has its own`() {
        let found = verdicts([("n", "one", 0), ("n", "two", 0), ("n", "two", 0)])
        #expect(found == [true, true, false])
    }

    @Test func `a flood forgets the oldest and keeps the latest`() {
        let flood = (0..<1_000).map { ("\($0)", "k", 0) }
        let found = verdicts(flood + [("950", "k", 0), ("1", "k", 0)], capacity: 100)
        #expect(found.dropLast(2).allSatisfy { $0 })
        #expect(found.suffix(2) == [false, true])
    }
}
