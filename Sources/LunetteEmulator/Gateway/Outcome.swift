import LunetteBase
import LunetteHTTP
import LunetteWorld

/// What becomes of one request: the answer, and how it gets to the client.
struct Outcome: Sendable {
    var answer: ServiceAnswer
    var delivery = Reply.Delivery.whole
    var delay = Duration.zero
    /// Milliseconds, for the header `x-acs-retry-after`.
    var retryAfter: Int?
    /// The effect of the fault that was applied.
    var fault: String?
    /// Whether the world is another one now, whatever the client is told.
    var isChange: Bool

    init(_ answer: ServiceAnswer) {
        self.answer = answer
        isChange = answer.isChange
    }
}

extension Outcome {
    func reply(to request: ServiceRequest) -> Reply {
        var headers = [NamedValue("x-acs-request-id", request.requestID)]
        if let rule = answer.ruleID { headers.append(NamedValue("x-lunette-rule", rule)) }
        if let retryAfter { headers.append(NamedValue("x-acs-retry-after", String(retryAfter))) }
        return Reply(
            status: answer.status, contentType: request.format.contentType, headers: headers,
            body: [answer.body], delivery: delivery)
    }
}

extension AnswerFormat {
    /// The vendor's newer library reads an XML error only under exactly this name.
    var contentType: String {
        switch self {
        case .json: "application/json;charset=utf-8"
        case .xml: "text/xml;charset=utf-8"
        }
    }
}
