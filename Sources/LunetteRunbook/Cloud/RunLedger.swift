import LunetteBase
import LunetteClient
import Synchronization

/// What a run has done and may still do. All of its sessions share it, whatever account and
/// region they are bound to.
final class RunLedger: Sendable {
    private struct State {
        var budget: ChangeBudget
        var changes: [ChangeRecord] = []
        var failures: [ErrorObject] = []
        var callCount = 0
        var probes: Set<String> = []
    }

    private let state: Mutex<State>

    init(maxChanges: Int?) {
        state = Mutex(State(budget: ChangeBudget(limit: maxChanges)))
    }

    var changes: [ChangeRecord] { state.withLock { $0.changes } }
    var failures: [ErrorObject] { state.withLock { $0.failures } }
    var callCount: Int { state.withLock { $0.callCount } }
    var budget: ChangeBudget { state.withLock { $0.budget } }

    /// Takes a call's targets out of the blast limit; false when there is no room for them.
    func take(_ targets: ChangedTargets) -> Bool {
        state.withLock { $0.budget.take(targets) }
    }

    func countCall() {
        state.withLock { $0.callCount += 1 }
    }

    func append(_ change: ChangeRecord) {
        state.withLock { $0.changes.append(change) }
    }

    func append(_ failure: ErrorObject) {
        state.withLock { $0.failures.append(failure) }
    }

    /// Whether this is asked for the first time in this run.
    func isFirstProbe(_ name: String) -> Bool {
        state.withLock { $0.probes.insert(name).inserted }
    }
}
