import LunetteBase
import LunetteJournal
import Synchronization

/// What a run reports beside its changes, in the order in which it came. Shared by whatever has
/// something to report.
final class ReportBook: Sendable {
    private struct Entries {
        var findings: [Finding] = []
        var items: [ReportItem] = []
        var unrecorded: [Reported] = []
    }

    private let entries = Mutex(Entries())
    private let observer: @Sendable (RunEvent) -> Void

    init(observer: @escaping @Sendable (RunEvent) -> Void) {
        self.observer = observer
    }

    var findings: [Finding] { entries.withLock { $0.findings } }

    var items: [ReportItem] { entries.withLock { $0.items } }

    // MARK: What the script itself tells

    func report(_ finding: Finding) {
        keep(.finding, finding.json.object)
        add(finding)
    }

    func report(_ item: ReportItem) {
        if item.status.isOpen { keep(.item, item.json.object) }
        add(item)
    }

    /// For the journal; each of them once.
    func takeUnrecorded() -> [Reported] {
        entries.withLock { entries in
            defer { entries.unrecorded = [] }
            return entries.unrecorded
        }
    }

    /// What was reported in units that are not done again.
    func restore(_ reports: [Reported]) {
        for report in reports {
            switch report.subject {
            case .finding: if let finding = Finding(report.fields) { add(finding) }
            case .item: if let item = ReportItem(report.fields) { add(item) }
            }
        }
    }

    private func keep(_ subject: Reported.Subject, _ fields: JSONObject?) {
        let reported = Reported(path: WorkUnit.current.path, subject, fields: fields ?? [:])
        entries.withLock { $0.unrecorded.append(reported) }
    }

    // MARK: What is known from the journal, or of a fleet's items

    func add(_ finding: Finding) {
        entries.withLock { $0.findings.append(finding) }
        observer(.found(finding))
    }

    func add(_ item: ReportItem) {
        entries.withLock { $0.items.append(item) }
        observer(.reported(item))
    }
}
