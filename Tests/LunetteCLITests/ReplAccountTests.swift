import Foundation
import LunetteHTTP
import LunetteTesting
import Testing

/// The prompt says whose account it is. That one is a server which shows no world, and so is no
/// emulator.
@Suite struct ReplAccountTests {
    /// Answers who one is, and what the account is called, where it has an alias.
    private struct AccountServer: Responder {
        let alias: String?

        func answer(to request: ReceivedRequest) -> Answer {
            let action = request.headers.first { $0.name.lowercased() == "x-acs-action" }?.value
            let body =
                switch (action, alias) {
                case ("GetCallerIdentity"?, _):
                    #"{"AccountId":"1234567890123456","Arn":"acs:ram::1234567890123456:user/ops"}"#
                case ("GetAccountAlias"?, let alias?): #"{"AccountAlias":"\#(alias)"}"#
                default: #"{"Code":"NoPermission","Message":"no"}"#
                }
            return .now(
                Reply(
                    status: body.contains("Code") ? 403 : 200, contentType: "application/json",
                    body: [Array(body.utf8)]))
        }

        func reply(to refusal: Refusal) -> Reply {
            Reply(status: 400, contentType: "text/plain", body: [])
        }
    }

    @Test(arguments: [
        ("prod-main", "prod-main"), (nil, "1234567890123456"), ("\u{1B}[2J", "\\x1b[2J"),
    ])
    func `the prompt names the account, by its alias where one may read it`(
        alias: String?, shown: String
    ) async throws {
        let escaped = alias?.replacing("\u{1B}", with: "\\u001b")
        let server = try await HTTPServer.start(responder: AccountServer(alias: escaped))
        let line = try PseudoTerminal()
        try line.start(
            ["repl", "--endpoint", "http://127.0.0.1:\(server.port)"],
            environment: [
                "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
            ])
        #expect(
            await line.wait { $0.lines.last == "\(shown) cn-hangzhou read-only>" },
            "\(line.screen.text)")
        line.send("\u{04}")
        #expect(await line.waitForExit() == 0)
        await server.stop()
    }
}
