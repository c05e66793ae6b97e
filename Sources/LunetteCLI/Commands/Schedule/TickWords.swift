import LunetteBase
import LunetteJournal
import LunetteScheduler
import LunetteZones

extension TickRecord {
    /// What happened, for people: `started r1 for 2026-03-29 03:00:00 CEST`.
    func words(in zone: Zone) -> String {
        switch event {
        case .started:
            return "started \(runID ?? "")\(isCatchUp ? ", to make up" : "") for "
                + zone.text(of: due)
        case .ended:
            let details = [
                exitCode.flatMap { $0 == 0 ? nil : "exit code \($0)" }, reason,
                milliseconds.map { "took \(Duration.milliseconds($0).text)" },
                failures.map { "failure \($0) in a row" },
            ].compactMap { $0 }
            let list = details.isEmpty ? "" : " (\(details.joined(separator: ", ")))"
            return "\(outcome?.rawValue ?? "ended") \(runID ?? "")\(list)"
        case .skipped:
            return "skipped \(zone.text(of: due)): \(reason ?? "")"
                + (runID.map { " (\($0))" } ?? "")
        case .missed:
            let what =
                count == 1
                ? zone.text(of: due)
                : "\(count) due times from \(zone.text(of: due)) to \(zone.text(of: through))"
            return "missed \(what): \(reason ?? "")"
        case .disabled:
            return failures.map { "disabled after \($0) failures in a row" }
                ?? "switched off by the file"
        case .enabled: return "counted from now on" + (reason.map { " (\($0))" } ?? "")
        }
    }
}
