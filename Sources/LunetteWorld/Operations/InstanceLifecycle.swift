/// Start, stop, reboot and delete: of one instance, or of several by one request.
struct InstanceLifecycle: Sendable {
    let single: String
    let plural: String
    let checks: [Check<InstanceTarget>]
    /// Deletes, so that the answer has no states to tell.
    var isDeletion = false
    let apply: @Sendable (inout World, InstanceTarget) -> Void

    private static let missing = Check<InstanceTarget>("IS1") { target, _ in
        target.instance == nil ? target.id : nil
    }
    private static let locked = Check<InstanceTarget>.when("IS2") { target, _ in
        target.instance?.isLockedForSecurity ?? false
    }

    static let start = InstanceLifecycle(
        single: "StartInstance", plural: "StartInstances",
        checks: [missing, locked, .when("IS3") { target, _ in target.status != .stopped }]
    ) { world, target in
        world.setStatus(.starting, next: .running, ofInstance: target.id, now: target.call.now)
    }

    static let stop = InstanceLifecycle(
        single: "StopInstance", plural: "StopInstances",
        checks: [missing, locked, .when("IS4") { target, _ in target.status != .running }]
    ) { world, target in
        world.setStatus(.stopping, next: .stopped, ofInstance: target.id, now: target.call.now)
    }

    static let reboot = InstanceLifecycle(
        single: "RebootInstance", plural: "RebootInstances",
        checks: [missing, locked, .when("IS4") { target, _ in target.status != .running }]
    ) { world, target in
        world.setStatus(.starting, next: .running, ofInstance: target.id, now: target.call.now)
    }

    static let delete = InstanceLifecycle(
        single: "DeleteInstance", plural: "DeleteInstances",
        checks: [
            missing,
            .when("IS5") { target, _ in target.instance?.isDeletionProtected ?? false },
            .when("IS6") { target, _ in target.status == .pending },
            .when("IS7") { target, _ in
                target.status != .stopped && !(target.isForced && target.status == .running)
            },
        ],
        isDeletion: true
    ) { world, target in
        world.removeInstance(target.id)
    }

    /// The operations for one and for several.
    var models: [OperationModel] {
        [
            OperationModel(single, .change, on: [.named(.instance, "InstanceId")]) {
                world, call throws(Refusal) in
                try runSingle(&world, call)
            },
            OperationModel(plural, .change, on: [.listed(.instance, "InstanceId")]) {
                world, call throws(Refusal) in
                try runPlural(&world, call)
            },
        ]
    }

    private func runSingle(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let target = InstanceTarget(call["InstanceId"] ?? "", call, in: world)
        _ = try world.check(target, against: checks, in: call.contract)
        try call.stopIfDryRun()
        apply(&world, target)
        return .changed
    }

    /// All or nothing, unless `BatchOptimization` asks for those that can be done.
    private func runPlural(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let ids = call.list("InstanceId")
        guard ids.count <= 100 else { throw Rule.named("P4").refusal("InstanceId") }
        let mayBePartial = call["BatchOptimization"] == "SuccessFirst"
        var refusals: [String: Refusal] = [:]
        for id in ids {
            do throws(Refusal) {
                let target = InstanceTarget(id, call, in: world)
                _ = try world.check(target, against: checks, in: call.contract)
            } catch {
                guard mayBePartial else { throw error }
                refusals[id] = error
            }
        }
        try call.stopIfDryRun()
        var outcomes: [Outcome] = []
        for id in ids where !outcomes.contains(where: { $0.id == id }) {
            let target = InstanceTarget(id, call, in: world)
            let refusal = refusals[id]
            if refusal == nil { apply(&world, target) }
            outcomes.append(
                Outcome(
                    id: id, refusal: refusal, before: target.status,
                    after: world.instance(id)?.status))
        }
        return Reply(isChange: outcomes.contains { $0.refusal == nil }) { _, writer in
            if isDeletion { return }
            writer.list("InstanceResponses", of: "InstanceResponse", outcomes) {
                $1.write(to: &$0)
            }
        }
    }
}

/// One instance that a life-cycle request names.
struct InstanceTarget: Sendable {
    let id: String
    let instance: Instance?
    let call: Call

    init(_ id: String, _ call: Call, in world: World) {
        self.id = id
        self.call = call
        instance = world.instance(id).flatMap {
            $0.accountID == call.accountID
                && (call.regionID == nil || call.regionID == $0.regionID) ? $0 : nil
        }
    }

    var status: Instance.Status? { instance?.status }

    var isForced: Bool { (try? call.boolean("Force")) ?? false }
}

/// What became of one of several.
private struct Outcome {
    let id: String
    let refusal: Refusal?
    let before: Instance.Status?
    let after: Instance.Status?

    func write(to writer: inout AnswerWriter) {
        writer.field("InstanceId", id)
        writer.field("Code", refusal?.code ?? "200")
        writer.field("Message", refusal?.message ?? "success")
        writer.field("PreviousStatus", before?.rawValue ?? "")
        writer.field("CurrentStatus", after?.rawValue ?? "")
    }
}
