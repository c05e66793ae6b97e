import LunetteBase
import LunetteHTTP

/// Answers for a schedule on loopback: a page for people, `/metrics` and `/api` for programs.
public struct StatusResponder: Responder {
    private let status: @Sendable () async -> ScheduleStatus

    /// `status` is asked anew for each request.
    public init(status: @escaping @Sendable () async -> ScheduleStatus) {
        self.status = status
    }

    public func answer(to request: ReceivedRequest) -> Answer {
        guard request.method == "GET" || request.method == "HEAD" else {
            return .now(text(405, "only GET is answered here"))
        }
        guard isMeantForLoopback(request) else {
            return .now(text(403, "ask by a loopback name, such as 127.0.0.1"))
        }
        guard let render = Self.pages[request.path] else {
            return .now(text(404, "there are /, /metrics and /api"))
        }
        let pending = PendingReply()
        Task { [status] in pending.complete(render(await status())) }
        return .later(pending, after: .zero)
    }

    public func reply(to refusal: Refusal) -> Reply {
        text(refusal.status, refusal.message)
    }

    private static let pages: [String: @Sendable (ScheduleStatus) -> Reply] = [
        "/": { reply(StatusPage(status: $0).text, "text/html; charset=utf-8") },
        "/metrics": { reply(ScheduleMetrics.text(of: $0), ScheduleMetrics.contentType) },
        "/api": { reply($0.json.prettyText + "\n", "application/json") },
    ]

    private static func reply(_ text: String, _ contentType: String) -> Reply {
        Reply(
            status: 200, contentType: contentType,
            headers: [
                NamedValue("cache-control", "no-store"),
                NamedValue(
                    "content-security-policy", "default-src 'none'; style-src 'unsafe-inline'"),
                NamedValue("x-content-type-options", "nosniff"),
            ],
            body: [Array(text.utf8)])
    }

    private func text(_ status: Int, _ message: String) -> Reply {
        Reply(
            status: status, contentType: "text/plain; charset=utf-8",
            body: [Array((message + "\n").utf8)])
    }

    /// A page from elsewhere that gives its own name this machine's address may not read along.
    private func isMeantForLoopback(_ request: ReceivedRequest) -> Bool {
        guard let host = request.headers.header(named: "host") else { return true }
        let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } : host.prefix { $0 != ":" }
        return name == "localhost" || name == "[::1" || name.hasPrefix("127.")
    }
}
