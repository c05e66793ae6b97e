import LunetteBase

extension Schedule {
    /// Lines for a crontab.
    public func crontab(_ settings: ExportSettings) throws(ExportError) -> ExportedFile {
        var lines = [
            "# From \(path); heartbeat, catch_up and max_failures are not carried over.",
            "# cronie takes the zone from CRON_TZ; Debian's own cron does not, and goes by the "
                + "machine's.",
        ]
        for job in jobs where job.isEnabled {
            let fields = try job.calendar.expression.plainFields(for: job.name)
            lines.append("")
            lines.append("CRON_TZ=\(job.calendar.zone.name)")
            lines.append("\(fields) \(command(job, settings).replacing("%", with: "\\%"))")
        }
        return ExportedFile(name: "crontab", text: lines.joined(separator: "\n") + "\n")
    }

    /// One at a time, and ended past its time limit.
    private func command(_ job: Job, _ settings: ExportSettings) -> String {
        let limit = Int64((job.timeLimit + RunTermination.grace).inSeconds.rounded(.up))
        let patience = Int64(RunTermination.patience.inSeconds)
        let delay = Int64(job.delay.inSeconds)
        let words = ([settings.binary] + job.command).map(shellQuoted).joined(separator: " ")
        return (delay > 0 ? "sleep \(delay); " : "")
            + "cd \(shellQuoted(folder)) && "
            + "flock -n -E 75 \"${TMPDIR:-/tmp}/lunette-\(job.name).lock\""
            + " timeout -k \(patience) \(limit) \(words)"
    }
}
