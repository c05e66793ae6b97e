import LunetteBase
import LunetteLoop
import LunetteLua
import LunetteRunbook
import Synchronization

/// Runs the tests of files, several at a time, each in an interpreter and on emulators of its own.
public struct TestRun: Sendable {
    private let files: [TestFile]
    private let filter: String?
    private let workers: Int
    private let exitCode: @Sendable (ExitReason) -> Int32

    /// `filter`: only tests whose name, or file and name, hold this text. `exitCode` is what the
    /// command line gives a run that ends so.
    public init(
        files: [TestFile], filter: String? = nil, workers: Int,
        exitCode: @escaping @Sendable (ExitReason) -> Int32
    ) {
        self.files = files
        self.filter = filter
        self.workers = max(1, workers)
        self.exitCode = exitCode
    }

    /// Runs them all. `observer` hears of each as it ends; what comes back is in the order of the
    /// files and of the tests in them.
    public func run(observer: @escaping @Sendable (TestOutcome) -> Void = { _ in }) async
        -> [TestOutcome]
    {
        let listed = await eachInTurn(files) { file in await list(file) }
        var outcomes = listed.map(\.failures)
        let tests = listed.enumerated().flatMap { index, list in
            list.tests.filter(isWanted).map { (index, $0) }
        }
        for failure in outcomes.joined() { observer(failure) }
        let ended = await eachInTurn(tests) { index, test in
            let outcome = await TestCase(test, exitCode: exitCode).run()
            observer(outcome)
            return (index, outcome)
        }
        for (index, outcome) in ended { outcomes[index].append(outcome) }
        return outcomes.flatMap { $0 }
    }

    private func isWanted(_ test: TestCase.Identity) -> Bool {
        guard let filter else { return true }
        return "\(test.file.path): \(test.name)".contains(filter)
    }

    /// Works through a list with all workers; the results are in the list's order.
    private func eachInTurn<Item: Sendable, Outcome: Sendable>(
        _ items: [Item], _ work: @escaping @Sendable (Item) async -> Outcome
    ) async -> [Outcome] {
        let queue = WorkQueue()
        return await withTaskGroup(of: [(Int, Outcome)].self) { group in
            for _ in 0..<min(workers, items.count) {
                group.addTask { @Sendable in
                    var done: [(Int, Outcome)] = []
                    while true {
                        let index = queue.next()
                        guard index < items.count else { return done }
                        done.append((index, await work(items[index])))
                    }
                }
            }
            var all: [(Int, Outcome)] = []
            for await some in group { all += some }
            return all.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    // MARK: Which tests there are

    private struct Listing: Sendable {
        var tests: [TestCase.Identity] = []
        var failures: [TestOutcome] = []
    }

    /// Runs the file once, to see which tests it has.
    private func list(_ file: TestFile) async -> Listing {
        let bench = TestBench(file: file, exitCode: exitCode)
        defer { bench.close() }
        var listing = Listing()
        do {
            let names = Set(try await bench.load().keys)
            let places = file.places
            let ordered =
                places.map(\.name).filter(names.contains)
                + names.subtracting(places.map(\.name)).sorted()
            listing.tests = ordered.map { name in
                TestCase.Identity(
                    file: file, name: name, line: places.first { $0.name == name }?.line)
            }
        } catch {
            listing.failures = [
                TestOutcome(
                    file: file.path, name: "", line: nil, failure: bench.failure(error),
                    duration: .zero)
            ]
        }
        return listing
    }
}

/// Hands out the numbers from 0 on, each to one worker.
private final class WorkQueue: Sendable {
    private let taken = Atomic<Int>(0)

    func next() -> Int { taken.add(1, ordering: .relaxed).oldValue }
}
