import LunetteBase

/// What a change leaves different, whatever else is there: so that two changes can be compared that
/// meet different states. Pure.
struct Footprint: Sendable, Hashable {
    /// What becomes of one thing.
    enum Trace: Sendable, Hashable {
        /// Its id is not known beforehand.
        case made
        /// With all that it was; with nothing where that does not count.
        case gone(JSONObject)
        case changed([String: Field])
    }

    /// What becomes of one of its fields.
    enum Field: Sendable, Hashable {
        case value(before: JSONValue, after: JSONValue)
        /// Elements of a list, or tags; what else is in it stays.
        case elements(gone: Set<JSONValue>, come: Set<JSONValue>)
    }

    private(set) var traces: [String: Trace] = [:]
    private(set) var madeCount = 0

    var isEmpty: Bool { traces.isEmpty && madeCount == 0 }

    /// Of what a prediction says, by ids, of before and after.
    init(before: JSONObject, after: JSONObject) {
        for member in before.members {
            let after = after[member.name]?.object?.settled
            switch (member.value.object?.settled, after) {
            case (nil, _): madeCount += 1
            case (let before?, nil): traces[member.name] = .gone(before)
            case (let before?, let after?):
                traces[member.name] = .changed(Self.fields(before, after))
            }
        }
    }

    private static func fields(_ before: JSONObject, _ after: JSONObject) -> [String: Field] {
        var fields: [String: Field] = [:]
        for member in before.members {
            let now = after[member.name] ?? .null
            if let old = member.value.elements, let new = now.elements {
                fields[member.name] = .elements(
                    gone: old.subtracting(new), come: new.subtracting(old))
            } else {
                fields[member.name] = .value(before: member.value, after: now)
            }
        }
        return fields
    }

    /// The first thing that this one leaves different and `planned` does not, in words; nil when
    /// all of it is planned, be it that part of that is so already.
    func excess(over planned: Footprint) -> String? {
        if madeCount > planned.madeCount { return "it would make something else" }
        for (id, trace) in traces.sorted(by: { $0.key < $1.key }) {
            guard let plannedTrace = planned.traces[id] else { return "it would change \(id), too" }
            if let excess = trace.excess(over: plannedTrace) { return "\(id) \(excess)" }
        }
        return nil
    }
}

extension Footprint.Trace {
    fileprivate func excess(over planned: Footprint.Trace) -> String? {
        switch (self, planned) {
        case (.gone, .gone(let then)) where then.isEmpty: nil
        case (.gone(let now), .gone(let then)): then.difference(to: now)
        case (.changed(let now), .changed(let then)):
            now.sorted { $0.key < $1.key }.lazy.compactMap { name, field in
                guard let planned = then[name] else { return "\(name) would change, too" }
                return field.excess(over: planned).map { "\(name): \($0)" }
            }.first
        default: self == planned ? nil : "would come out otherwise"
        }
    }
}

extension Footprint.Field {
    fileprivate func excess(over planned: Footprint.Field) -> String? {
        switch (self, planned) {
        case (.elements(let gone, let come), .elements(let plannedGone, let plannedCome)):
            let more = [
                ("would lose", gone.subtracting(plannedGone)),
                ("would get", come.subtracting(plannedCome)),
            ].filter { !$0.1.isEmpty }
            return more.first.map { verb, elements in
                let texts = elements.map { $0.string ?? $0.text }.sorted()
                return "\(verb) \(texts.joined(separator: ", ")) as well"
            }
        case (.value(let before, let after), .value(let then, let plannedAfter)):
            if before != then { return "is \(before.words) by now, not \(then.words)" }
            return after == plannedAfter
                ? nil : "would become \(after.words), not \(plannedAfter.words)"
        default: return self == planned ? nil : "would come out otherwise"
        }
    }
}

extension JSONObject {
    /// A state that passes by itself counts as the one that it leads to: when it is over is no
    /// part of a plan.
    fileprivate var settled: JSONObject {
        var settled = self
        let ends = [
            "Starting": "Running", "Stopping": "Stopped", "Creating": "Available",
            "Attaching": "InUse", "Detaching": "Available",
        ]
        if let end = self["status"]?.string.flatMap({ ends[$0] }) {
            settled["status"] = .string(end)
        }
        return settled
    }

    /// The first field that is another now, in words.
    fileprivate func difference(to now: JSONObject) -> String? {
        for name in Set(names + now.names).sorted() {
            let (then, now) = (self[name] ?? .null, now[name] ?? .null)
            let isSame = then.elements.map { $0 == now.elements } ?? (then == now)
            if !isSame { return "\(name): is \(now.words) by now, not \(then.words)" }
        }
        return nil
    }
}

extension JSONValue {
    /// Of a list or an object, without what the service makes up for each: a rule is the same rule
    /// under another id.
    fileprivate var elements: Set<JSONValue>? {
        if let object {
            return Set(object.members.map { [.string($0.name), $0.value] })
        }
        return array.map { Set($0.map(\.withoutInventions)) }
    }

    private var withoutInventions: JSONValue {
        guard let object else { return self }
        return .object(
            JSONObject(
                members: object.members.filter {
                    !["security_group_rule_id", "create_time"].contains($0.name)
                }))
    }

    /// For a sentence.
    var words: String {
        switch self {
        case .null, .array([]), .string(""): "none"
        case .string(let text): text
        case .array(let elements): elements.map(\.words).joined(separator: ", ")
        default: text
        }
    }
}
