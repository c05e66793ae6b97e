import LunetteBase
import LunetteLoop
import Synchronization
import Testing

@testable import LunetteRunbook

/// Looks at several things on one occasion, on a clock that waits for nobody.
@Suite struct SharedLooksTests {
    private struct Look: ItemLook {
        let at: Duration

        func isFresh(at now: Duration) -> Bool { now - at <= RecentLooks.lifetime }
    }

    private let loop = ScriptLoop(clock: VirtualClock(start: SystemClock().now()))
    private let occasions = Occasions()

    /// Which things were looked at together.
    private final class Occasions: Sendable {
        private let held = Mutex<[[Int]]>([])
        var all: [[Int]] { held.withLock { $0 } }

        func note(_ items: [Int]) {
            held.withLock { $0.append(items) }
        }
    }

    private var looks: SharedLooks<Int, Look> {
        SharedLooks(loop: loop, number: { $0 }) { [loop, occasions] items in
            occasions.note(items)
            let now = loop.clock.uptime()
            try? await loop.sleep(for: .milliseconds(100))
            return items.map { _ in Look(at: now) }
        }
    }

    @Test func `what is soon to be done is looked at along with what is`() async {
        let looks = looks
        _ = await looks.look(at: 1, ahead: [2, 3])
        _ = await looks.look(at: 2, ahead: [3])
        _ = await looks.look(at: 3, ahead: [])
        #expect(occasions.all == [[1, 2, 3]])
        loop.stop()
    }

    @Test func `a look serves once`() async {
        let looks = looks
        _ = await looks.look(at: 1, ahead: [])
        #expect(await looks.takeLook(at: 1) == nil)
        _ = await looks.look(at: 1, ahead: [])
        #expect(occasions.all == [[1], [1]])
        loop.stop()
    }

    @Test(arguments: [false, true])
    func `a look that was left behind is none once it is too old`(isTaken: Bool) async throws {
        let looks = looks
        _ = await looks.look(at: 1, ahead: [2])
        try await loop.sleep(for: .seconds(3))
        if isTaken { #expect(await looks.takeLook(at: 2) == nil) }
        let seen = await looks.look(at: 2, ahead: [])
        #expect(seen.isFresh(at: loop.clock.uptime()))
        #expect(occasions.all == [[1, 2], [2]])
        loop.stop()
    }

    @Test func `those that are wanted meanwhile share the next one`() async {
        let looks = looks
        await withTaskGroup { group in
            for number in 1...250 {
                group.addTask { _ = await looks.look(at: number, ahead: []) }
            }
        }
        #expect(occasions.all.flatMap(\.self).sorted() == Array(1...250))
        #expect(occasions.all.allSatisfy { $0.count <= FactReader.most })
        #expect(occasions.all.count <= 4)
        loop.stop()
    }
}
