@preconcurrency import Foundation
import LunetteBase
import LunetteJournal
import LunetteLoop
import LunetteScheduler
import LunetteSystem
import Synchronization

/// What a daemon under test is given, and what it said.
final class DaemonNotes: Sendable {
    let pings = Mutex<[HeartbeatPing]>([])
    let events = Mutex<[DaemonEvent]>([])
    let schedule: Mutex<Result<Schedule, ScheduleUnreadable>>

    init(_ schedule: Schedule) {
        self.schedule = Mutex(.success(schedule))
    }
}

/// A daemon in the test's own process, over a real journal, with real processes: a shell script
/// stands for `lunette`, and does what the runbook's name says.
struct DaemonFixture: Sendable {
    let folder: String
    let store: SQLiteStore
    let daemon: ScheduleDaemon
    let notes: DaemonNotes

    init(_ jobs: [Job], in folder: String? = nil) throws {
        let folder = try folder ?? Self.newFolder()
        let store = try SQLiteStore(folder: folder, creates: true)
        let notes = DaemonNotes(Schedule(path: folder + "/schedules.toml", jobs: jobs))
        let processes = JobProcesses(
            binary: folder + "/lunette", folder: folder + "/schedule",
            environment: Environment([
                "PATH": "/usr/bin:/bin", "SECRET": "hidden", "ALIBABA_CLOUD_PROFILE": "shown",
            ]))
        let configuration = DaemonConfiguration(
            processes: processes, store: store, notifier: ServiceNotifier(Environment([:])),
            newRunID: { RunReference.newID(SystemRandomness()) },
            read: { notes.schedule.withLock { $0 } },
            send: { ping in
                notes.pings.withLock { $0.append(ping) }
                return nil
            },
            observer: { event in notes.events.withLock { $0.append(event) } })
        self.folder = folder
        self.store = store
        self.notes = notes
        daemon = ScheduleDaemon(configuration, loop: ScriptLoop())
    }

    private static func newFolder() throws -> String {
        let folder = NSTemporaryDirectory() + "lunette-daemon-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder + "/schedule", withIntermediateDirectories: true)
        let script = """
            #!/bin/sh
            echo "$LUNETTE_JOB $SECRET $ALIBABA_CLOUD_PROFILE $*" >> \(folder)/runs
            case "$2" in
            */fails.lua) exit 3 ;;
            */hangs.lua) sleep 60 ;;
            */deaf.lua) trap '' TERM; while :; do sleep 1; done ;;
            */long.lua) sleep 2 ;;
            esac
            """
        try script.write(toFile: folder + "/lunette", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder + "/lunette")
        return folder
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Lets the daemon run for so long, and ends it.
    func run(for duration: Duration) async throws {
        let ending = Task { [daemon] in
            try await Task.sleep(for: duration)
            daemon.terminate()
        }
        defer { ending.cancel() }
        try await daemon.run()
    }

    /// What is on record, in order.
    func records() async throws -> [TickRecord] {
        try await store.entries(EntryQuery(kinds: [.tick])).map { TickRecord($0.body) }
    }

    /// A line for each run that was really started.
    func runs() -> [String] {
        let text = (try? String(contentsOfFile: folder + "/runs", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }
}
