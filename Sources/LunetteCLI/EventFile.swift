import LunetteBase
import LunetteRunbook
import LunetteSystem

/// `--events FILE`: what happens in a run, one JSON object a line, as it happens. The first says
/// what runs where, the last how it ended.
struct EventFile: Sendable {
    private let file: LineFile
    private let clock: any RunClock

    init(_ path: String, clock: any RunClock) throws {
        do {
            file = try LineFile(path)
        } catch {
            throw Failure(.unreadableFile, "cannot write \(error.path): \(error.reason)")
        }
        self.clock = clock
    }

    func begin(_ name: String, on target: CloudTarget) {
        write(
            "started",
            [
                "runbook": .string(name), "target": .string(target.name),
                "region_id": .string(target.regionID),
            ])
    }

    func write(_ event: RunEvent) {
        file.write(event.json(at: clock.now()).bytes)
    }

    /// Writes how the run ended; nil, or why the events could not all be written.
    func finish(_ report: RunReport) -> Failure? {
        write("finished", ["report": report.json(exitCode: report.exitReason.exitCode)])
        return file.failure.map {
            Failure(
                .journalUnwritable, "the events could not be written to \($0.path): \($0.reason)",
                advice: ["what was written is not whole; what was done is done"])
        }
    }

    private func write(_ event: String, _ facts: JSONObject) {
        var object: JSONObject = [
            "at": .string(clock.now().millisecondText), "event": .string(event),
        ]
        for member in facts.members { object.append(member.name, member.value) }
        file.write(JSONValue.object(object).bytes)
    }
}
