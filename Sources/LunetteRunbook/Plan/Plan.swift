import LunetteBase
import LunetteJournal
import LunetteSettings

/// What a runbook would change, change by change, as it was found out on a twin of the account: a
/// value to be saved, looked at, approved and applied.
public struct Plan: Sendable, Hashable {
    /// Whoever made it; their own approval does not count.
    public var author: String
    public var operatedBy: RunOperator
    public var createdAt: Timestamp
    public var expiresAt: Timestamp
    public var script: PlannedScript
    /// Where it was made, and where alone it may be applied.
    public var target: RunTarget
    /// What the policies said when it was made; those at its application can only add to it.
    public var approval: ApprovalRules
    public var items: [PlanItem]
    /// Errors that the script would meet and dealt with.
    public var refusals: [PlanNote]
    /// Why it is not whole; a plan with gaps is not applied.
    public var gaps: [PlanNote]
    /// What reads showed of the things that it is about, by id.
    public var facts: JSONObject

    /// Whether it says all that the script would do.
    public var isWhole: Bool { gaps.isEmpty }
}

/// The script that a plan was made of, and with what.
public struct PlannedScript: Sendable, Hashable {
    public var name: String
    /// From the root.
    public var file: String
    /// SHA-256.
    public var hash: String
    /// By name; secrets and files are not among them.
    public var arguments: JSONObject
    /// SHA-256 of the files that were given as arguments.
    public var fileHashes: JSONObject
}

/// Something that whoever reads a plan must know, and where in the script it comes from.
public struct PlanNote: Sendable, Hashable {
    public var text: String
    public var place: ScriptPlace?

    /// With the place in front, as compilers write it.
    public var line: String {
        place.map { "\($0.file):\($0.line): \(text)" } ?? text
    }
}

// MARK: As JSON

extension Plan {
    /// The members that the hash is made of, in their order.
    public var json: JSONObject {
        [
            "author": .string(author), "made_by": .object(operatedBy.body),
            "created_at": .string(createdAt.millisecondText),
            "expires_at": .string(expiresAt.millisecondText),
            "script": .object(script.json), "target": .object(target.body),
            "approval": .object(approval.json), "items": .array(items.map { .object($0.json) }),
            "refusals": .array(refusals.map { .object($0.json) }),
            "gaps": .array(gaps.map { .object($0.json) }), "facts": .object(facts),
        ]
    }

    /// Reads what `json` gives; nil when a time in it is none. What else is missing or wrong shows
    /// in that `json` is another then.
    init?(_ json: JSONObject) {
        guard let createdAt = json["created_at"]?.string.flatMap(Timestamp.init(text:)),
            let expiresAt = json["expires_at"]?.string.flatMap(Timestamp.init(text:))
        else { return nil }
        author = json["author"]?.string ?? ""
        operatedBy = RunOperator(json["made_by"]?.object ?? [:])
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        script = PlannedScript(json["script"]?.object ?? [:])
        target = RunTarget(json["target"]?.object ?? [:])
        approval = ApprovalRules(json["approval"]?.object ?? [:])
        func objects(_ name: String) -> [JSONObject] {
            (json[name]?.array ?? []).compactMap(\.object)
        }
        items = objects("items").map(PlanItem.init)
        refusals = objects("refusals").map(PlanNote.init)
        gaps = objects("gaps").map(PlanNote.init)
        facts = json["facts"]?.object ?? [:]
    }
}

extension PlannedScript {
    fileprivate var json: JSONObject {
        [
            "name": .string(name), "file": .string(file), "sha256": .string(hash),
            "arguments": .object(arguments), "files_sha256": .object(fileHashes),
        ]
    }

    fileprivate init(_ json: JSONObject) {
        name = json["name"]?.string ?? ""
        file = json["file"]?.string ?? ""
        hash = json["sha256"]?.string ?? ""
        arguments = json["arguments"]?.object ?? [:]
        fileHashes = json["files_sha256"]?.object ?? [:]
    }
}

extension PlanNote {
    fileprivate var json: JSONObject {
        var json: JSONObject = ["text": .string(text)]
        json["place"] = place.map(\.json)
        return json
    }

    fileprivate init(_ json: JSONObject) {
        text = json["text"]?.string ?? ""
        place = json["place"].flatMap(ScriptPlace.init)
    }
}

extension ScriptPlace {
    var json: JSONValue { ["file": .string(file), "line": .integer(Int64(line))] }

    init?(_ json: JSONValue) {
        guard let file = json["file"]?.string, let line = json["line"]?.integer else { return nil }
        self.init(file: file, line: Int(line))
    }
}

extension ApprovalRules {
    fileprivate var json: JSONObject {
        var json: JSONObject = ["required": .integer(Int64(required))]
        json["valid_for_ms"] = validFor.map { .integer($0.millisecondsRoundedUp) }
        if !approvers.isEmpty {
            json["approvers"] = .array(approvers.map { .array($0.map(JSONValue.string)) })
        }
        if authorMayApprove { json["author_may_approve"] = true }
        return json
    }

    fileprivate init(_ json: JSONObject) {
        self.init()
        required = (json["required"]?.integer).map { Int(clamping: $0) } ?? 0
        validFor = json["valid_for_ms"]?.integer.map { .milliseconds($0) }
        approvers = (json["approvers"]?.array ?? []).map {
            ($0.array ?? []).compactMap(\.string)
        }
        authorMayApprove = json["author_may_approve"]?.bool ?? false
    }
}
