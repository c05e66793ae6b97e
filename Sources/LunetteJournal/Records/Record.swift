import LunetteBase

/// What a kind of entry says: a value with a body.
public protocol Record: Sendable, Hashable {
    static var kind: EntryKind { get }

    var body: JSONObject { get }

    /// Reads a body; what is missing there is empty or nil here.
    init(_ body: JSONObject)
}

extension Draft {
    /// An entry that says this.
    public init(_ record: some Record, runID: String, at: Timestamp) {
        self.init(type(of: record).kind, runID: runID, at: at, body: record.body)
    }
}

extension JSONObject {
    func text(_ name: String) -> String { self[name]?.string ?? "" }
    func optionalText(_ name: String) -> String? { self[name]?.string }
    func flag(_ name: String) -> Bool { self[name]?.bool ?? false }
    func number(_ name: String) -> Int64 { self[name]?.integer ?? 0 }
    func texts(_ name: String) -> [String] { (self[name]?.array ?? []).compactMap(\.string) }
    func object(_ name: String) -> JSONObject { self[name]?.object ?? [:] }

    /// Leaves out what there is none of.
    mutating func appendText(_ name: String, _ text: String?) {
        if let text { append(name, .string(text)) }
    }

    mutating func appendTexts(_ name: String, _ texts: [String]) {
        if !texts.isEmpty { append(name, .array(texts.map(JSONValue.string))) }
    }

    mutating func appendFlag(_ name: String, _ flag: Bool) {
        if flag { append(name, true) }
    }

    mutating func appendObject(_ name: String, _ object: JSONObject?) {
        if let object, !object.isEmpty { append(name, .object(object)) }
    }
}
