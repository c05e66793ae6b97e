import LunetteBase

/// A step or an item begins.
public struct UnitBegin: Record {
    public static let kind = EntryKind.begin

    /// From the outside in: `drain`, `i-1`.
    public var path: [String]
    /// How many units it has inside; nil when it does not say.
    public var count: Int64?

    public init(path: [String], count: Int64? = nil) {
        self.path = path
        self.count = count
    }

    public init(_ body: JSONObject) {
        path = body.texts("unit")
        count = body["count"]?.integer
    }

    public var body: JSONObject {
        var body: JSONObject = ["unit": .array(path.map(JSONValue.string))]
        if let count { body.append("count", .integer(count)) }
        return body
    }
}

/// A step or an item has ended: with a result, or by an error.
public struct UnitFinish: Record {
    public static let kind = EntryKind.finish

    public var path: [String]
    public var result: JSONValue?
    public var error: JSONObject?

    public init(path: [String], result: JSONValue) {
        self.path = path
        self.result = result
    }

    public init(path: [String], error: JSONObject) {
        self.path = path
        self.error = error
    }

    public init(_ body: JSONObject) {
        path = body.texts("unit")
        error = body["error"]?.object
        // A bare nil would be JSON's null here.
        if error == nil { result = body["result"] ?? .null }
    }

    public var body: JSONObject {
        var body: JSONObject = ["unit": .array(path.map(JSONValue.string))]
        if let error {
            body.append("error", .object(error))
        } else {
            body.append("result", result ?? .null)
        }
        return body
    }
}

/// What a script reported while it worked on a unit: something that it found, or a target that
/// something is left to do about.
public struct Reported: Record {
    public static let kind = EntryKind.reported

    public enum Subject: String, Sendable {
        case finding, item
    }

    /// From the outside in; empty outside of all units.
    public var path: [String]
    public var subject: Subject
    /// As the report has it: `target`, `what` or `status`, and whatever else the script told.
    public var fields: JSONObject

    public init(path: [String], _ subject: Subject, fields: JSONObject) {
        self.path = path
        self.subject = subject
        self.fields = fields
    }

    public init(_ body: JSONObject) {
        path = body.texts("unit")
        subject = Subject(rawValue: body.text("subject")) ?? .finding
        fields = body.object("fields")
    }

    public var body: JSONObject {
        [
            "unit": .array(path.map(JSONValue.string)), "subject": .string(subject.rawValue),
            "fields": .object(fields),
        ]
    }

    /// Whether it was reported in one of these units, or in one inside.
    public func isInside(_ units: Set<[String]>) -> Bool {
        path.indices.contains { units.contains(Array(path[...$0])) }
    }
}
