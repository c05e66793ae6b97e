import Synchronization

/// What a run reports beside its changes, in the order in which it came. Shared by whatever has
/// something to report.
final class ReportBook: Sendable {
    private struct Entries {
        var findings: [Finding] = []
        var items: [ReportItem] = []
    }

    private let entries = Mutex(Entries())
    private let observer: @Sendable (RunEvent) -> Void

    init(observer: @escaping @Sendable (RunEvent) -> Void) {
        self.observer = observer
    }

    var findings: [Finding] { entries.withLock { $0.findings } }

    var items: [ReportItem] { entries.withLock { $0.items } }

    func add(_ finding: Finding) {
        entries.withLock { $0.findings.append(finding) }
        observer(.found(finding))
    }

    func add(_ item: ReportItem) {
        entries.withLock { $0.items.append(item) }
        observer(.reported(item))
    }
}
