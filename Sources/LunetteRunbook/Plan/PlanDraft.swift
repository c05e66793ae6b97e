import LunetteBase
import LunetteClient
import LunetteJournal
import LunetteSettings
import LunetteSystem

/// What a plan rests on beside the changes themselves: whose account it is, and what reads showed.
public struct PlanGrounds: Sendable, Hashable {
    public let account: CloudAccount
    /// Fields by the names of a world file's, by id.
    public let facts: JSONObject

    init(_ environment: ScriptEnvironment) async throws(ErrorObject) {
        let caller = environment.callers.own
        account = try await caller.account.account()
        facts = await caller.prediction.facts
    }
}

/// Who makes a plan of what, and for how long: all that a dry run's report does not say.
public struct PlanDraft: Sendable {
    public var script: Script
    public var arguments: [String: ArgumentValue]
    public var author: String
    public var operatedBy: RunOperator
    public var target: RunTarget
    public var approval: ApprovalRules
    public var lifetime: Duration

    public init(
        script: Script, arguments: [String: ArgumentValue], author: String,
        operatedBy: RunOperator, target: RunTarget, approval: ApprovalRules, lifetime: Duration
    ) {
        self.script = script
        self.arguments = arguments
        self.author = author
        self.operatedBy = operatedBy
        self.target = target
        self.approval = approval
        self.lifetime = lifetime
    }

    /// The plan that a dry run comes to.
    public func plan(_ report: RunReport) -> Plan {
        var target = target
        target.accountID = report.grounds?.account.id
        target.principal = report.grounds?.account.principal
        let (values, fileHashes) = arguments.recorded
        let items = PlanItem.list(of: report.changes)
        // What ends the script is a gap, and no refusal that it deals with.
        let refused = report.failedChanges.filter { $0 != report.failure?.object }
        let refusals = refused.map { PlanNote(text: $0.line, place: $0.place) }
        return Plan(
            author: author, operatedBy: operatedBy, createdAt: report.startedAt,
            expiresAt: report.startedAt + lifetime,
            script: PlannedScript(
                name: script.name, file: script.file.map(absolutePath) ?? "", hash: script.hash,
                arguments: values, fileHashes: fileHashes),
            target: target, approval: approval, items: items, refusals: refusals,
            gaps: Self.gaps(report, items), facts: report.grounds?.facts ?? [:])
    }

    /// What a plan of it would leave out.
    private static func gaps(_ report: RunReport, _ items: [PlanItem]) -> [PlanNote] {
        let end = report.failure.map {
            PlanNote(text: "the script does not come to its end: \($0.message)", place: $0.place)
        }
        let unpredicted = report.unpredicted.map { PlanNote(text: $0.message, place: $0.place) }
        let others = report.changes.compactMap { change in
            change.caller.map { PlanNote(text: Self.words(change, as: $0), place: change.place) }
        }
        let secrets = items.filter(\.holdsSecret).map {
            PlanNote(
                text: "\($0.operation) takes a secret, which is never written down: leave this "
                    + "change to a runbook of its own, for lunette run",
                place: $0.place)
        }
        return [end].compactMap { $0 } + unpredicted + others + secrets
    }

    private static func words(_ change: ChangeRecord, as caller: String) -> String {
        let isRole = caller.contains(":role/")
        let profile = isRole ? "NAME" : caller
        let first = isRole ? "give the role a profile of its own (mode RamRoleArn), and " : ""
        return
            "\(change.operation) acts as \(caller), and a plan acts as one profile: \(first)make "
            + "a plan for each, with --profile \(profile) and a script that goes to no other"
    }
}
