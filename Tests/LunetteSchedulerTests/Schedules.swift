import LunetteBase
import LunetteScheduler
import LunetteZones

/// Jobs for tests, in short.
func job(
    _ name: String, _ cron: String, zone: String = "UTC", timeLimit: Duration = .seconds(60),
    _ change: (inout Job) -> Void = { _ in }
) throws -> Job {
    var job = Job(
        name: name, runbook: "/srv/\(name).lua",
        calendar: CronCalendar(
            try CronExpression(cron), in: try ZoneFolder().zone(named: zone)),
        timeLimit: timeLimit)
    change(&job)
    return job
}

func time(_ text: String) -> Timestamp {
    guard let time = Timestamp(text: text) else { preconditionFailure("not a time: \(text)") }
    return time
}
