import LunetteBase
import Testing

@Suite struct PooledRandomnessTests {
    @Test func `nonces asked for at once are all different`() async {
        let randomness = PooledRandomness()
        let nonces = await withTaskGroup(of: [String].self) { group in
            for _ in 0..<8 {
                group.addTask { (0..<2_000).map { _ in randomness.nonce() } }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(nonces).count == 16_000)
        #expect(nonces.allSatisfy { $0.utf8.count == 32 })
    }

    @Test func `two pools give nothing in common`() {
        let (one, other) = (PooledRandomness(), PooledRandomness())
        let words = Set((0..<1_000).map { _ in one.next() })
        #expect(words.isDisjoint(with: (0..<1_000).map { _ in other.next() }))
    }
}
