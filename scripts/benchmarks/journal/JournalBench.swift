import LunetteBase
import LunetteJournal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The Swift side of `scripts/bench journal`: appends changes to a journal in a folder, and prints
/// how many microseconds each took.
///
/// `journal-bench FOLDER COUNT AT-ONCE`
@main
struct JournalBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let count = Int(arguments[2]), let atOnce = Int(arguments[3])
        else {
            _ = write(STDERR_FILENO, "usage: journal-bench FOLDER COUNT AT-ONCE\n", 42)
            exit(64)
        }
        let store = try SQLiteStore(folder: arguments[1], creates: true)
        let clock = SystemClock()
        let start = clock.uptime()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<atOnce {
                group.addTask {
                    for number in stride(from: lane, to: count, by: atOnce) {
                        try await change(number, store, clock, isAlone: atOnce == 1)
                    }
                }
            }
            try await group.waitForAll()
        }
        let each = (clock.uptime() - start).inSeconds * 1e6 / Double(count)
        let text = Array("\(each)\n".utf8)
        _ = write(STDOUT_FILENO, text, text.count)
    }

    /// What a change costs: its intent, and then its outcome, appended as a run does that has one
    /// change or many under way.
    private static func change(
        _ number: Int, _ store: SQLiteStore, _ clock: SystemClock, isAlone: Bool
    ) async throws {
        let intent = ChangeIntent(
            unit: ["drain", "i-\(number)"], occurrence: 1, operation: "LeaveSecurityGroup",
            regionID: "cn-hangzhou", target: "i-\(number)",
            parameters: [
                "SecurityGroupId": "sg-bp67acfmxazb4p", "InstanceId": .string("i-\(number)"),
            ], before: ["groups": ["sg-bp67acfmxazb4p", "sg-bp67acfmxazb4q"]])
        let position = try await append(intent, store, clock, isAlone)
        var outcome = ChangeOutcome(intent: position, status: .made)
        outcome.requestID = "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"
        outcome.answer = ["RequestId": "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"]
        outcome.after = ["groups": ["sg-bp67acfmxazb4q"]]
        outcome.attempts = 1
        _ = try await append(outcome, store, clock, isAlone)
    }

    private static func append(
        _ record: some Record, _ store: SQLiteStore, _ clock: SystemClock, _ isAlone: Bool
    ) async throws -> Int64 {
        let drafts = [Draft(record, runID: "rbench", at: clock.now())]
        return isAlone
            ? try await store.appendAlone(drafts, fence: nil)[0]
            : try await store.append(drafts, fence: nil)[0]
    }
}
