import LunetteBase

/// A change that is about to be sent. It is on disk before it is.
public struct ChangeIntent: Record {
    public static let kind = EntryKind.intent

    /// The step or item that it belongs to.
    public var unit: [String]
    /// Which of its like it is in that unit, counted from 1.
    public var occurrence: Int64
    public var operation: String
    public var regionID: String
    /// The id acted on.
    public var target: String?
    /// Wire names and values, ClientToken included; secret ones are replaced by `<secret>`.
    public var parameters: JSONObject
    /// What a read showed just before; nil when the operation has no such read.
    public var before: JSONObject?
    /// Set when an earlier intent for the same change was found not to have been carried out.
    public var repeats: Int64?
    /// The profile or role that it is made as, where that is another than the run's own.
    public var caller: String?

    public init(
        unit: [String], occurrence: Int64, operation: String, regionID: String, target: String?,
        parameters: JSONObject, before: JSONObject? = nil, repeats: Int64? = nil
    ) {
        self.unit = unit
        self.occurrence = occurrence
        self.operation = operation
        self.regionID = regionID
        self.target = target
        self.parameters = parameters
        self.before = before
        self.repeats = repeats
    }

    public init(_ body: JSONObject) {
        unit = body.texts("unit")
        occurrence = body.number("n")
        operation = body.text("operation")
        regionID = body.text("region_id")
        target = body.optionalText("target")
        parameters = body.object("parameters")
        before = body["before"]?.object
        repeats = body["repeats"]?.integer
        caller = body.optionalText("as")
    }

    public var body: JSONObject {
        var body: JSONObject = [:]
        body.appendTexts("unit", unit)
        body.append("n", .integer(occurrence))
        body.append("operation", .string(operation))
        body.append("region_id", .string(regionID))
        body.appendText("target", target)
        body.append("parameters", .object(parameters))
        body.appendObject("before", before)
        if let repeats { body.append("repeats", .integer(repeats)) }
        body.appendText("as", caller)
        return body
    }
}

/// What became of a change.
public struct ChangeOutcome: Record {
    public static let kind = EntryKind.outcome

    /// In one word.
    public enum Status: String, Sendable {
        case made
        /// The service refused; nothing changed.
        case refused
        /// It was never sent.
        case unsent
        /// No answer told, and no read did.
        case inDoubt = "in_doubt"
    }

    /// The intent's position.
    public var intent: Int64
    public var status: Status
    public var requestID: String?
    /// The service's answer, without what is secret in it.
    public var answer: JSONValue?
    public var error: JSONObject?
    public var after: JSONObject?
    /// No answer said so, but a read.
    public var isSettledByRead = false
    /// How often it was sent.
    public var attempts: Int64 = 0

    public init(intent: Int64, status: Status) {
        self.intent = intent
        self.status = status
    }

    public init(_ body: JSONObject) {
        intent = body.number("intent")
        status = Status(rawValue: body.text("status")) ?? .inDoubt
        requestID = body.optionalText("request_id")
        answer = body["answer"]
        error = body["error"]?.object
        after = body["after"]?.object
        isSettledByRead = body.flag("settled")
        attempts = body.number("attempts")
    }

    public var body: JSONObject {
        var body: JSONObject = ["intent": .integer(intent), "status": .string(status.rawValue)]
        body.appendText("request_id", requestID)
        if let answer { body.append("answer", answer) }
        body.appendObject("error", error)
        body.appendObject("after", after)
        body.appendFlag("settled", isSettledByRead)
        body.append("attempts", .integer(attempts))
        return body
    }
}
