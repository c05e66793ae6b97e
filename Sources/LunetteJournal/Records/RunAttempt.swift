import LunetteBase

/// A run goes on: who resumed it, and what had changed that `--force` was given for.
public struct RunAttempt: Record {
    public static let kind = EntryKind.attempt

    public var operatedBy: RunOperator
    public var fence: Int64?
    /// What differed from the first attempt: `the script`; empty without `--force`.
    public var forced: [String]

    public init(operatedBy: RunOperator, fence: Int64? = nil, forced: [String] = []) {
        self.operatedBy = operatedBy
        self.fence = fence
        self.forced = forced
    }

    public init(_ body: JSONObject) {
        operatedBy = RunOperator(body.object("by"))
        fence = body["fence"]?.integer
        forced = body.texts("forced")
    }

    public var body: JSONObject {
        var body: JSONObject = ["by": .object(operatedBy.body)]
        if let fence { body.append("fence", .integer(fence)) }
        body.appendTexts("forced", forced)
        return body
    }
}

/// A file that the script required.
public struct RequiredModule: Record {
    public static let kind = EntryKind.module

    public var name: String
    /// SHA-256 of its source.
    public var hash: String

    public init(name: String, hash: String) {
        self.name = name
        self.hash = hash
    }

    public init(_ body: JSONObject) {
        name = body.text("name")
        hash = body.text("sha256")
    }

    public var body: JSONObject { ["name": .string(name), "sha256": .string(hash)] }
}

/// Somebody agreed to something.
public struct Consent: Record {
    public static let kind = EntryKind.approval

    public var by: String
    /// What was agreed to, in words.
    public var what: String
    /// How: `typed`, `--yes`.
    public var how: String

    public init(by: String, what: String, how: String) {
        self.by = by
        self.what = what
        self.how = how
    }

    public init(_ body: JSONObject) {
        by = body.text("by")
        what = body.text("what")
        how = body.text("how")
    }

    public var body: JSONObject {
        ["by": .string(by), "what": .string(what), "how": .string(how)]
    }
}

/// Something worth knowing later.
public struct Note: Record {
    public static let kind = EntryKind.note

    public var text: String
    public var fields: JSONObject

    public init(_ text: String, fields: JSONObject = [:]) {
        self.text = text
        self.fields = fields
    }

    public init(_ body: JSONObject) {
        text = body.text("text")
        fields = body.object("fields")
    }

    public var body: JSONObject {
        var body: JSONObject = ["text": .string(text)]
        body.appendObject("fields", fields)
        return body
    }
}

/// How a run, or one attempt at it, ended.
public struct RunEnd: Record {
    public static let kind = EntryKind.end

    /// The exit reason's word: `done`, `interrupted`.
    public var reason: String
    /// What ended it, when it did not end by itself.
    public var error: JSONObject?
    /// Calls, reads included.
    public var callCount: Int64
    public var milliseconds: Int64

    public init(
        reason: String, error: JSONObject? = nil, callCount: Int64, milliseconds: Int64
    ) {
        self.reason = reason
        self.error = error
        self.callCount = callCount
        self.milliseconds = milliseconds
    }

    public init(_ body: JSONObject) {
        reason = body.text("reason")
        error = body["error"]?.object
        callCount = body.number("calls")
        milliseconds = body.number("duration_ms")
    }

    public var body: JSONObject {
        var body: JSONObject = ["reason": .string(reason)]
        body.appendObject("error", error)
        body.append("calls", .integer(callCount))
        body.append("duration_ms", .integer(milliseconds))
        return body
    }
}
