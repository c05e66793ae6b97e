import LunetteBase
import LunetteClient
import LunetteLoop
import LunetteScheduler

/// Sends heartbeats, and tries again for a while.
struct HeartbeatSender: Sendable {
    let loop: ScriptLoop
    let transport: any Transport

    private static let pauses: [Duration] = [.seconds(1), .seconds(5), .seconds(20)]

    /// Answers why it could not be sent; nil when it was.
    func send(_ ping: HeartbeatPing) async -> String? {
        let request = HTTPRequest(
            method: "POST", url: ping.url,
            headers: [NamedValue("content-type", "text/plain; charset=utf-8")],
            body: Array(ping.text.utf8))
        var reason: String?
        for pause in Self.pauses + [.zero] {
            reason = await failure(of: request)
            if reason == nil || pause == .zero { break }
            try? await loop.sleep(for: pause)
        }
        return reason
    }

    private func failure(of request: HTTPRequest) async -> String? {
        do {
            let response = try await transport.send(request)
            return (200..<300).contains(response.status) ? nil : "status \(response.status)"
        } catch {
            return error.message
        }
    }
}
