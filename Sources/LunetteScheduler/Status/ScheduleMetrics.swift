import LunetteBase
import LunetteJournal

/// A schedule's status as OpenMetrics 1.0 text.
struct ScheduleMetrics {
    private var text = ""

    static let contentType = "application/openmetrics-text; version=1.0.0; charset=utf-8"

    /// The whole exposition.
    static func text(of status: ScheduleStatus) -> String {
        var metrics = ScheduleMetrics()
        metrics.write(status)
        return metrics.text + "# EOF\n"
    }

    private mutating func write(_ status: ScheduleStatus) {
        family("lunette_daemon_start_time_seconds", "gauge", "When the daemon started.")
        sample("lunette_daemon_start_time_seconds", [], Self.seconds(status.startedAt))
        family(
            "lunette_schedule_file_ok", "gauge", "Whether the file's latest version is in force.")
        sample("lunette_schedule_file_ok", [], status.reloadFailure == nil ? "1" : "0")
        gauge("lunette_job_enabled", "Whether the job has due times.", status) {
            $0.isActive ? "1" : "0"
        }
        gauge("lunette_job_running", "Whether a run is under way.", status) {
            $0.state.run == nil ? "0" : "1"
        }
        gauge("lunette_job_failures_in_a_row", "Failures since the last success.", status) {
            String($0.state.failuresInARow)
        }
        gauge("lunette_job_next_start_time_seconds", "When the next run starts.", status) {
            $0.nextStart.map(Self.seconds)
        }
        gauge("lunette_job_last_success_time_seconds", "When a run last succeeded.", status) {
            $0.state.lastSuccessAt.map(Self.seconds)
        }
        gauge("lunette_job_last_end_time_seconds", "When a run last ended.", status) {
            $0.state.last.map { Self.seconds($0.endedAt) }
        }
        gauge("lunette_job_last_duration_seconds", "How long the last run took.", status) {
            $0.state.last?.milliseconds.map { Self.decimal($0) }
        }
        writeCounters(status)
    }

    private mutating func writeCounters(_ status: ScheduleStatus) {
        family("lunette_job_runs", "counter", "Runs that ended, by outcome.")
        for entry in status.jobs {
            for outcome in TickRecord.Outcome.allCases {
                guard let count = entry.state.counts.outcomes[outcome] else { continue }
                sample(
                    "lunette_job_runs_total",
                    [("job", entry.job.name), ("outcome", outcome.rawValue)], String(count))
            }
        }
        family("lunette_job_skipped", "counter", "Due times skipped for a run under way.")
        for entry in status.jobs {
            sample(
                "lunette_job_skipped_total", [("job", entry.job.name)],
                String(entry.state.counts.skipped))
        }
        family("lunette_job_missed", "counter", "Due times that went by without a run.")
        for entry in status.jobs {
            sample(
                "lunette_job_missed_total", [("job", entry.job.name)],
                String(entry.state.counts.missed))
        }
    }

    private mutating func gauge(
        _ name: String, _ help: String, _ status: ScheduleStatus,
        _ value: (ScheduleState.Entry) -> String?
    ) {
        family(name, "gauge", help)
        for entry in status.jobs {
            if let value = value(entry) { sample(name, [("job", entry.job.name)], value) }
        }
    }

    private mutating func family(_ name: String, _ type: String, _ help: String) {
        text += "# TYPE \(name) \(type)\n"
        if name.hasSuffix("_seconds") { text += "# UNIT \(name) seconds\n" }
        text += "# HELP \(name) \(help)\n"
    }

    /// Label values need no escapes: names of jobs have letters and digits only.
    private mutating func sample(_ name: String, _ labels: [(String, String)], _ value: String) {
        let list = labels.map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ",")
        text += list.isEmpty ? "\(name) \(value)\n" : "\(name){\(list)} \(value)\n"
    }

    private static func seconds(_ time: Timestamp) -> String {
        String(time.secondsSinceEpoch)
    }

    private static func decimal(_ milliseconds: Int64) -> String {
        let fraction = String(1_000 + milliseconds % 1_000).dropFirst()
        return "\(milliseconds / 1_000).\(fraction)"
    }
}
