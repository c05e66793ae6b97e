import LunetteBase
import Testing

@testable import LunetteRunbook

@Suite struct WebhookDialectTests {
    @Test(arguments: [
        ("hooks.slack.com", #"{"text":"hello"}"#),
        ("chat.example.com:8443", #"{"text":"hello"}"#),
        ("oapi.dingtalk.com", #"{"msgtype":"text","text":{"content":"hello"}}"#),
        ("qyapi.weixin.qq.com", #"{"msgtype":"text","text":{"content":"hello"}}"#),
        ("open.feishu.cn", #"{"msg_type":"text","content":{"text":"hello"}}"#),
        ("discord.com", #"{"content":"hello"}"#),
    ])
    func `a text has the form that the service takes`(host: String, body: String) {
        #expect(JSONValue.object(WebhookDialect.of(host).body("hello")).text == body)
    }

    @Test(arguments: [
        ("oapi.dingtalk.com", #"{"errcode":0,"errmsg":"ok"}"#, nil),
        (
            "oapi.dingtalk.com", #"{"errcode":310000,"errmsg":"keywords not in content"}"#,
            "code 310000: keywords not in content"
        ),
        ("open.feishu.cn", #"{"code":9499,"msg":"Bad Request"}"#, "code 9499: Bad Request"),
        ("open.feishu.cn", #"{"StatusCode":0,"StatusMessage":"success"}"#, nil),
        ("hooks.slack.com", #"{"errcode":1}"#, nil),
        ("oapi.dingtalk.com", "no JSON", nil),
    ])
    func `a service that says no with status 200 is understood`(
        host: String, answer: String, refusal: String?
    ) {
        #expect(WebhookDialect.of(host).refusal(in: Array(answer.utf8)) == refusal)
    }
}
