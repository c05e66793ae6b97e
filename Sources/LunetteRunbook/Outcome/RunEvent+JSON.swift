import LunetteBase
import LunetteClient

extension RunEvent {
    /// The event as one line of `--events`; `event` says which one it is.
    public func json(at time: Timestamp) -> JSONValue {
        var object: JSONObject = [
            "at": .string(time.millisecondText), "event": .string(name),
        ]
        for member in facts.members { object.append(member.name, member.value) }
        return .object(object)
    }

    private var name: String {
        switch self {
        case .output: "output"
        case .logged: "log"
        case .changed: "change"
        case .found: "finding"
        case .reported: "item"
        case .notified: "notification"
        case .progressed: "progress"
        case .client(.finished): "call"
        case .client(.retrying): "retry"
        case .client(.settling): "settling"
        case .client(.pacing): "pacing"
        }
    }

    private var facts: JSONObject {
        switch self {
        case .output(let bytes): ["text": .string(textShowingBytes(bytes))]
        case .logged(let record): record.json
        case .changed(let change): ["change": change.json]
        case .found(let finding): ["finding": finding.json]
        case .reported(let item): ["item": item.json]
        case .notified(let notification): notification.json
        case .progressed(let progress): progress.json
        case .client(let event): event.json
        }
    }
}

extension FleetProgress {
    fileprivate var json: JSONObject {
        [
            "label": .string(label), "total": .integer(Int64(total)),
            "done": .integer(Int64(done)), "failed": .integer(Int64(failed)),
            "skipped": .integer(Int64(skipped)), "is_over": .bool(isOver),
        ]
    }
}

extension LogRecord {
    public var json: JSONObject {
        var fields = JSONObject()
        for field in self.fields { fields.append(field.name, .string(field.value)) }
        return [
            "level": .string(level.rawValue), "message": .string(message),
            "fields": .object(fields),
        ]
    }
}

extension ClientEvent {
    fileprivate var json: JSONObject {
        switch self {
        case .finished(let call, .success(let response), let duration):
            call.facts(response.requestID, duration)
        case .finished(let call, .failure(let error), let duration):
            call.facts(error.requestID, duration, code: error.code)
        case .retrying(let call, let error, let attempt, let wait):
            call.facts(
                error.requestID, code: error.code,
                others: [
                    ("attempt", .integer(Int64(attempt))),
                    ("wait_ms", .integer(wait.nanoseconds / 1_000_000)),
                ])
        case .settling(let call, let error): call.facts(error.requestID, code: error.code)
        case .pacing(let call, let notice):
            call.facts(
                nil,
                others: [
                    ("waiting", .integer(Int64(notice.waiting))),
                    ("opens_at", .string(notice.opensAt.text)),
                    ("last_at", .string(notice.lastAt.text)),
                ])
        }
    }
}

extension ServiceCall {
    /// Whom a call is about. Its parameters are left out: they may hold secrets.
    fileprivate func facts(
        _ requestID: String?, _ duration: Duration? = nil, code: String? = nil,
        others: [(String, JSONValue)] = []
    ) -> JSONObject {
        var object: JSONObject = [
            "operation": .string(operation), "region_id": .string(regionID),
            "target": target.map(JSONValue.string) ?? .null,
        ]
        object["request_id"] = requestID.map(JSONValue.string)
        object["code"] = code.map(JSONValue.string)
        object["duration_ms"] = duration.map { .integer($0.nanoseconds / 1_000_000) }
        for (name, value) in others { object.append(name, value) }
        return object
    }
}
