import LunetteBase

extension Schedule {
    /// A timer and a service for each job that is enabled.
    public func systemdUnits(_ settings: ExportSettings) throws(ExportError) -> [ExportedFile] {
        var files: [ExportedFile] = []
        for job in jobs where job.isEnabled {
            let name = "lunette-\(job.name)"
            guard !folder.contains(where: \.isNewline) else {
                throw ExportError(job: job.name, reason: "its folder's name has a line end")
            }
            files.append(
                ExportedFile(name: "\(name).service", text: service(job, settings)))
            files.append(ExportedFile(name: "\(name).timer", text: try timer(job)))
        }
        return files
    }

    private func service(_ job: Job, _ settings: ExportSettings) -> String {
        let words = ([settings.binary] + job.command).map(systemdQuoted).joined(separator: " ")
        let limit = Int64((job.timeLimit + RunTermination.grace).inSeconds.rounded(.up))
        return """
            # From \(printable(path)); heartbeat and max_failures are not carried over.
            [Unit]
            Description=Lunette job \(job.name)
            Wants=network-online.target
            After=network-online.target

            [Service]
            Type=oneshot
            ExecStart=\(words)
            WorkingDirectory=\(folder.replacing("%", with: "%%"))
            TimeoutStartSec=\(limit)
            # Variables such as ALIBABA_CLOUD_PROFILE.
            EnvironmentFile=-/etc/lunette/\(job.name).env

            """
    }

    private func timer(_ job: Job) throws(ExportError) -> String {
        let moments = try job.calendar.systemdMoments(for: job.name)
        var lines = [
            "# From \(printable(path)); where clocks change, systemd's own rule holds.", "[Unit]",
            "Description=When Lunette job \(job.name) is due", "", "[Timer]",
        ]
        lines += moments.map { "OnCalendar=\($0)" }
        lines.append("AccuracySec=1s")
        if job.jitter > .zero {
            lines.append("RandomizedDelaySec=\(max(1, Int64(job.jitter.inSeconds)))")
            lines.append("FixedRandomDelay=true")
        }
        if job.catchUp > .zero { lines.append("Persistent=true") }
        lines += ["", "[Install]", "WantedBy=timers.target", ""]
        return lines.joined(separator: "\n")
    }
}

extension CronCalendar {
    /// systemd.time(7): several where either day field will do.
    public func systemdMoments(for job: String) throws(ExportError) -> [String] {
        let weekdays = expression.weekdays
        let days = expression.days
        let isByEither = !days.isStar && !weekdays.isStar
        var dates: [(weekday: String, date: String)] = []
        let months = expression.months.list(in: .month, range: "..")
        if days.plain != 0, isByEither || weekdays.isStar {
            dates.append((isByEither ? "" : names(weekdays.plain), "\(months)-\(list(days))"))
        }
        if days.lastDay { dates.append(("", "\(months)~01")) }
        if !weekdays.isStar {
            let date = isByEither ? "*" : list(days)
            if weekdays.plain != 0 { dates.append((names(weekdays.plain), "\(months)-\(date)")) }
            if weekdays.lastWeekdays != 0 {
                dates.append((names(weekdays.lastWeekdays), "\(months)~07/1"))
            }
            for (weekday, nth) in weekdays.nth {
                let first = 7 * (nth - 1) + 1
                dates.append(
                    (names(1 << UInt64(weekday)), "\(months)-\(first)..\(min(31, first + 6))"))
            }
        }
        return dates.map { weekday, date in
            "\(weekday.isEmpty ? "" : weekday + " ")*-\(date) \(time) \(zone.name)"
        }
    }

    private var time: String {
        [
            expression.hours.list(in: .hour, range: ".."),
            expression.minutes.list(in: .minute, range: ".."),
            expression.seconds.list(in: .second, range: ".."),
        ].joined(separator: ":")
    }

    private func list(_ days: CronValues) -> String { days.list(in: .dayOfMonth, range: "..") }

    private func names(_ weekdays: UInt64) -> String {
        let names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let chosen = names.indices.filter { weekdays >> UInt64($0) & 1 == 1 }
        return chosen.count == 7 ? "" : chosen.map { names[$0] }.joined(separator: ",")
    }
}

extension CronValues {
    /// The weekdays that count as the n-th of their month.
    fileprivate var nth: [(weekday: Int, nth: Int)] {
        (0..<7).flatMap { weekday in
            (1...5).filter { nthWeekdays >> UInt64(8 * weekday + $0) & 1 == 1 }
                .map { (weekday, $0) }
        }
    }
}

/// A word of a command line in a unit file.
private func systemdQuoted(_ word: String) -> String {
    let escaped = word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("%", with: "%%").replacing("$", with: "$$").replacing("\n", with: "\\n")
    let isPlain = shellQuoted(word) == word
    return isPlain ? escaped : "\"\(escaped)\""
}
