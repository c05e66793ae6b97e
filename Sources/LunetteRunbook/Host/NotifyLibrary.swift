import LunetteBase
import LunetteClient
import LunetteLua

/// The `notify` module: `notify.post(args.webhook, "three rules were removed")`.
///
/// The grant is the argument: a script can send only to what whoever runs it gave it as a parameter
/// of type `webhook`.
struct NotifyLibrary: Sendable {
    let session: CloudSession
    let authority: Authority
    let transport: any Transport
    /// False in tests: what would be sent is only told.
    let isSending: Bool
    let observer: @Sendable (RunEvent) -> Void

    var library: HostLibrary {
        HostLibrary("notify", functions: [HostFunction("notify.post", waiting: post)])
    }

    @Sendable private func post(_ arguments: borrowing Arguments) async throws -> Reply {
        guard case .object(let object as WebhookObject) = arguments[1] else {
            throw arguments.misfit(
                1, "webhook",
                "an argument of type webhook is expected, not a "
                    + "\(arguments[1].typeName): whoever runs the script says where it may send to")
        }
        let webhook = object.webhook
        try authority.admit(webhook)
        let body = try Self.body(arguments, for: webhook.host)
        let sends = isSending && !session.isPlanning
        if sends, let error = await failure(of: body, to: webhook) {
            return .absent(.error(error))
        }
        observer(.notified(Notification(host: webhook.host, body: body, isSent: sends)))
        return .value(.boolean(true))
    }

    /// A text in the service's own form, or a table as it is.
    private static func body(_ arguments: borrowing Arguments, for host: String) throws
        -> JSONValue
    {
        if arguments[2].string != nil {
            return .object(WebhookDialect.of(host).body(try arguments.text(2, "message")))
        }
        let table = try arguments.table(2, "message")
        do {
            return try JSONValue(.table(table))
        } catch {
            throw arguments.misfit(2, "message", error.reason)
        }
    }

    // MARK: Sending

    private func failure(of body: JSONValue, to webhook: Webhook) async -> ErrorObject? {
        let request = HTTPRequest(
            method: "POST", url: session.secrets.reveal(webhook.url),
            headers: [NamedValue("content-type", "application/json; charset=utf-8")],
            body: Array(body.text.utf8))
        let answer: HTTPResponse
        do {
            answer = try await transport.send(request)
        } catch {
            return Self.unreachable(webhook, error)
        }
        let refusal =
            (200..<300).contains(answer.status)
            ? WebhookDialect.of(webhook.host).refusal(in: answer.body) : "status \(answer.status)"
        guard let refusal else { return nil }
        // A service may repeat the token that it refuses.
        _ = session.secrets.reveal(webhook.path)
        return Self.refused(webhook, answer.status, session.secrets.hiding(refusal))
    }

    private static func unreachable(_ webhook: Webhook, _ error: TransportError) -> ErrorObject {
        var object = ErrorObject(
            kind: error.kind == .timedOut ? .timeout : .transport, code: "WebhookUnreachable",
            message: "the notification was not taken: \(error.message)", disposition: .retry,
            explanation: "Whoever waits for the notification does not have it. The run goes on; "
                + "see whether this machine reaches the host.")
        object.target = webhook.host
        object.attempts = 1
        return object
    }

    private static func refused(_ webhook: Webhook, _ status: Int, _ reason: String) -> ErrorObject
    {
        let isPassing = status == 429 || status >= 500
        var object = ErrorObject(
            kind: .service, code: "WebhookRefused",
            message: "the notification was not taken: \(reason)",
            disposition: isPassing ? .retry : .fix,
            explanation: (300..<400).contains(status)
                ? "The URL leads elsewhere, and a notification is not sent on: name the new one."
                : "Whoever waits for the notification does not have it. The run goes on; see "
                    + "whether the URL is still right, and what the service takes.")
        object.target = webhook.host
        object.httpStatus = status
        object.attempts = 1
        return object
    }
}

/// A webhook in a script's hands: it can be passed on, and prints as `<webhook>`.
final class WebhookObject: HostObject {
    static let luaType = HostType("webhook", methods: [])

    let webhook: Webhook

    init(_ webhook: Webhook) {
        self.webhook = webhook
    }
}
