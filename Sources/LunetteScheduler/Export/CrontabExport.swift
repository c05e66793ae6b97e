import LunetteBase

extension Schedule {
    /// Lines for a crontab.
    public func crontab(_ settings: ExportSettings) throws(ExportError) -> ExportedFile {
        var lines = [
            "# From \(printable(path)); heartbeat, catch_up and max_failures are not carried over.",
            "# cronie takes the zone from CRON_TZ; Debian's own cron does not, and goes by the "
                + "machine's.",
        ]
        for job in jobs where job.isEnabled {
            let fields = try job.calendar.expression.plainFields(for: job.name)
            lines.append("")
            lines.append("CRON_TZ=\(job.calendar.zone.name)")
            let command = command(job, settings)
            guard !command.contains(where: \.isNewline) else {
                throw ExportError(
                    job: job.name,
                    reason: "a word of its command has a line end, and a crontab's "
                        + "command is one line")
            }
            lines.append("\(fields) \(command.replacing("%", with: "\\%"))")
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
