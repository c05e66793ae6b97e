import LunetteBase

/// A file that another scheduler takes.
public struct ExportedFile: Sendable, Hashable {
    public let name: String
    public let text: String
}

/// Why a job has no form in another scheduler.
public struct ExportError: Error, Sendable, Hashable {
    public let job: String
    public let reason: String
}

/// What an export needs to know beside the schedule.
public struct ExportSettings: Sendable {
    /// The `lunette` to call there, from the root.
    public var binary: String
    /// The container image, for Kubernetes.
    public var image: String

    public init(binary: String, image: String = "lunette:latest") {
        self.binary = binary
        self.image = image
    }
}

extension CronExpression {
    /// The fields in the plainest form, numbers and ranges alone, minute first, with Sunday as 0:
    /// every cron takes them. Fails where they would mean something else there.
    func plainFields(for job: String) throws(ExportError) -> String {
        guard !hasSeconds else {
            throw ExportError(job: job, reason: "it names seconds, and cron knows minutes only")
        }
        guard !days.lastDay, weekdays.lastWeekdays == 0, weekdays.nthWeekdays == 0 else {
            throw ExportError(job: job, reason: "'L' and '#' are not known there")
        }
        guard !hasHalfStar else {
            throw ExportError(
                job: job,
                reason: "one cron takes '*/2' beside another day field for a star, and "
                    + "the next for a list")
        }
        return [
            minutes.list(in: CronField.minute), hours.list(in: CronField.hour),
            days.list(in: CronField.dayOfMonth), months.list(in: CronField.month),
            weekdays.list(in: CronField.dayOfWeek),
        ].joined(separator: " ")
    }

    /// A star with a step in one day field while the other is restricted.
    var hasHalfStar: Bool {
        let isHalf = { (values: CronValues, all: UInt64) in values.isStar && values.plain != all }
        return isHalf(days, 0xFFFF_FFFE) && !weekdays.isStar
            || isHalf(weekdays, 0x7F) && !days.isStar
    }
}

extension CronValues {
    /// `*`, or numbers and ranges: `1,3-5`.
    func list(in field: CronField, range separator: String = "-") -> String {
        let values = (0..<64).filter { contains($0) }
        let top = field.takesNth ? 6 : field.range.upperBound
        if isStar, values.count == top - field.range.lowerBound + 1 { return "*" }
        var parts: [ClosedRange<Int>] = []
        for value in values {
            if let last = parts.last, last.upperBound + 1 == value {
                parts[parts.count - 1] = last.lowerBound...value
            } else {
                parts.append(value...value)
            }
        }
        return parts.map { part in
            part.count == 1
                ? "\(part.lowerBound)" : "\(part.lowerBound)\(separator)\(part.upperBound)"
        }.joined(separator: ",")
    }
}

/// A word for a POSIX shell, in quotes where it needs some.
func shellQuoted(_ word: String) -> String {
    let isPlain =
        !word.isEmpty
        && word.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "-_./=:@,+".utf8.contains(byte)
            }
        }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
}
