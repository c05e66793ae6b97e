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
        var unpredicted: [ErrorObject] = []
        var isPlanning: Bool
        var budgetBeforePlan: ChangeBudget?
    }

    private let state: Mutex<State>
    /// What was handed over to calls and must not be seen anywhere else.
    let secrets = RevealedSecrets()

    init(maxChanges: Int?, isByPolicy: Bool = false, isPlanning: Bool = false) {
        let budget = ChangeBudget(limit: maxChanges, isByPolicy: isByPolicy)
        state = Mutex(State(budget: budget, isPlanning: isPlanning))
    }

    var changes: [ChangeRecord] { state.withLock { $0.changes } }
    var failures: [ErrorObject] { state.withLock { $0.failures } }
    /// Changes that nobody could predict.
    var unpredicted: [ErrorObject] { state.withLock { $0.unpredicted } }
    /// Changes are predicted instead of sent.
    var isPlanning: Bool { state.withLock { $0.isPlanning } }
    var callCount: Int { state.withLock { $0.callCount } }
    var budget: ChangeBudget { state.withLock { $0.budget } }

    /// Takes a call's targets out of the blast limit; false when there is no room for them.
    func take(_ targets: ChangedTargets) -> Bool {
        state.withLock { $0.budget.take(targets) }
    }

    /// Puts them back: the call was refused.
    func giveBack(_ targets: ChangedTargets) {
        state.withLock { $0.budget.giveBack(targets) }
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

    func append(unpredicted error: ErrorObject) {
        state.withLock { $0.unpredicted.append(error) }
    }

    /// Begins or ends predicting; what a plan takes of the blast limit is given back at its end.
    func plan(_ isOn: Bool) {
        state.withLock { state in
            state.isPlanning = isOn
            if isOn {
                state.budgetBeforePlan = state.budget
            } else if let budget = state.budgetBeforePlan {
                state.budget = budget
                state.budgetBeforePlan = nil
            }
        }
    }

    /// Whether this is asked for the first time in this run.
    func isFirstProbe(_ name: String) -> Bool {
        state.withLock { $0.probes.insert(name).inserted }
    }
}
