import LunetteBase

/// Addresses that are told when a job starts and how it ends, as healthchecks.io and its like want
/// it: silence is what they report.
public struct Heartbeats: Sendable, Hashable {
    public var start: String?
    public var success: String?
    /// `{code}` in it stands for the exit code.
    public var failure: String?

    public init() {}

    /// One address for all: `URL/start`, `URL`, and `URL/CODE`.
    public init(base: String) {
        let base = base.hasSuffix("/") ? String(base.dropLast()) : base
        start = base + "/start"
        success = base
        failure = base + "/{code}"
    }

    public var isEmpty: Bool { start == nil && success == nil && failure == nil }

    /// Whom to tell of an end; nil when nobody asked. What was killed, or never ran, has no exit
    /// code: 255 stands for it.
    public func endAddress(exitCode: Int64?, succeeded: Bool) -> String? {
        if succeeded { return success }
        let code = exitCode.map { (1...255).contains($0) ? $0 : 255 } ?? 255
        return failure?.replacing("{code}", with: String(code))
    }
}

/// One message to a heartbeat address.
public struct HeartbeatPing: Sendable, Hashable {
    public let job: String
    public let url: String
    /// For people; services show it beside the ping.
    public let text: String
}
