import LunetteBase

/// What became of one target.
public struct ReportItem: Sendable, Hashable {
    /// The words for it; a script's typing mistake must not pass for a success.
    public enum Status: String, Sendable, CaseIterable {
        case ok, changed, unchanged, skipped, empty
        case failed, blocked, denied, unknown

        /// Whether something is left to do, or left to find out.
        public var isOpen: Bool {
            switch self {
            case .ok, .changed, .unchanged, .skipped, .empty: false
            case .failed, .blocked, .denied, .unknown: true
            }
        }
    }

    /// Most often an id.
    public let target: String
    public let status: Status
    /// Whatever else is told of it: `reason`, `before`, `after`, `error`, …
    public let details: JSONObject

    public init(target: String, status: Status, details: JSONObject) {
        self.target = target
        self.status = status
        self.details = details
    }

    /// Reads what `json` gives.
    public init?(_ fields: JSONObject) {
        guard let target = fields["target"]?.string,
            let status = fields["status"]?.string.flatMap(Status.init)
        else { return nil }
        self.init(target: target, status: status, details: fields.without("target", "status"))
    }

    /// For reports.
    public var json: JSONValue {
        var object: JSONObject = [
            "target": .string(target), "status": .string(status.rawValue),
        ]
        for member in details.members { object.append(member.name, member.value) }
        return .object(object)
    }

    /// Why it came so, in one line, where that was told.
    public var reason: String? {
        if let error = details["error"] {
            let code = error["code"]?.string
            let message = error["message"]?.string ?? error.string
            return [code, message].compactMap { $0 }.joined(separator: ": ")
        }
        return ["reason", "message", "what"].lazy.compactMap { details[$0]?.string }.first
    }
}
