import LunetteBase

/// How a chat service wants a text, and how it says no: some do so with status 200.
struct WebhookDialect: Sendable {
    let hosts: [String]
    let body: @Sendable (String) -> JSONObject
    /// The fields of the answer that are not zero when it was refused.
    let codes: [String]

    /// That of a host; Slack's, which others took over, where none is known.
    static func of(_ host: String) -> WebhookDialect {
        all.first { $0.hosts.contains(host) } ?? common
    }

    /// Why the service did not take what it was sent; nil when it did.
    func refusal(in answer: [UInt8]) -> String? {
        guard !codes.isEmpty, let object = (try? JSONValue(parsing: answer))?.object,
            let code = codes.compactMap({ object[$0]?.integer }).first, code != 0
        else { return nil }
        let message = ["errmsg", "msg", "StatusMessage"].compactMap { object[$0]?.string }.first
        return ["code \(code)", message].compactMap { $0 }.joined(separator: ": ")
    }

    private static let common = WebhookDialect(
        hosts: [], body: { ["text": .string($0)] }, codes: [])

    private static let all = [
        WebhookDialect(
            hosts: ["oapi.dingtalk.com", "qyapi.weixin.qq.com"],
            body: { ["msgtype": "text", "text": ["content": .string($0)]] }, codes: ["errcode"]),
        WebhookDialect(
            hosts: ["open.feishu.cn", "open.larksuite.com"],
            body: { ["msg_type": "text", "content": ["text": .string($0)]] },
            codes: ["code", "StatusCode"]),
        WebhookDialect(
            hosts: ["discord.com"], body: { ["content": .string($0)] }, codes: []),
    ]
}
