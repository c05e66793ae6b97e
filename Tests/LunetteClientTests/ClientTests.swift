import LunetteBase
import LunetteClient
import LunetteSigning
import Testing

@Suite struct ClientTests {
    private let done = Reply.json(#"{"RequestId":"R-1"}"#)

    @Test func `a call is signed for the endpoint that it goes to`() async throws {
        let server = LoopbackServer { _ in .json(#"{"RequestId":"R-1","A":1}"#) }
        let response = try await ClientFixture(server).client.call(.leave)
        #expect(response.status == 200)
        #expect(response.requestID == "R-1")
        #expect(response.attempts == 1)
        let request = try #require(server.requests.first)
        #expect(request.operation == "LeaveSecurityGroup")
        #expect(request.header("x-acs-version") == "2014-05-26")
        #expect(request.header("accept") == "application/json")
        let authorization = try #require(
            request.header("authorization").flatMap(ACS3Authorization.init(header:)))
        let check = SignatureCheck.acs3(
            SignableRequest(query: request.query, headers: request.headers),
            authorization: authorization, key: SigningKey("testsecret"))
        #expect(check.matches)
    }

    @Test func `an error has every fact that the service gave`() async throws {
        let body = """
            {"RequestId":"R-2","HostId":"h","Code":"Forbidden.RAM","Message":"no",\
            "Recommend":"https://x","AccessDeniedDetail":{"AuthAction":"ecs:Leave"}}
            """
        let server = LoopbackServer { _ in .answer(403, body) }
        let error = try #require(await ClientFixture(server).failure(.leave))
        #expect(error.kind == .service)
        #expect(error.code == "Forbidden.RAM")
        #expect(error.message == "no")
        #expect(error.httpStatus == 403)
        #expect(error.requestID == "R-2")
        #expect(error.operation == "LeaveSecurityGroup")
        #expect(error.target == "i-1")
        #expect(error.regionID == "cn-hangzhou")
        #expect(error.attempts == 1)
        #expect(error.disposition == .never)
        #expect(error.recommend == "https://x")
        #expect(error.accessDeniedDetail?["AuthAction"]?.string == "ecs:Leave")
        #expect(server.requests.count == 1)
    }

    @Test(arguments: [
        (#"{"requestId":"R","code":"C.D","message":"m"}"#, "C.D", "m"),
        (
            "<?xml?><Error><RequestId>R</RequestId><Code>C.D</Code><Message>a &lt;b&gt; &amp;amp;"
                + "</Message></Error>", "C.D", "a <b> &amp;"
        ),
        (
            "<html><head><title>502 Bad Gateway</title></head></html>", "HTTP404",
            "HERE answered 404: 502 Bad Gateway"
        ),
        (
            "<!DOCTYPE HTML><HTML><HEAD><TITLE>Squid:\n error</TITLE></HEAD>", "HTTP404",
            "HERE answered 404: Squid: error"
        ),
        ("plain  text\n", "HTTP404", "HERE answered 404: plain text"),
        ("", "HTTP404", "HERE answered 404"),
        ("{\"Code\":", "HTTP404", "HERE answered 404: {\"Code\":"),
    ])
    func `errors are read from every form of body`(body: String, code: String, message: String)
        async throws
    {
        let server = LoopbackServer { _ in .answer(404, body) }
        let error = try #require(await ClientFixture(server).failure(.read))
        #expect(error.code == code)
        #expect(error.message == message.replacing("HERE", with: server.url))
    }

    @Test func `a date that is refused is measured against the service's clock`() async throws {
        let server = LoopbackServer { _ in
            .failure(
                400, "InvalidTimeStamp.Expired",
                headers: [NamedValue("Date", "Sun, 06 Nov 1994 08:49:37 GMT")])
        }
        let error = try #require(await ClientFixture(server).failure(.leave))
        let skew = try #require(error.clockSkew)
        #expect(skew < .seconds(-30 * 365 * 86_400))
    }

    @Test(arguments: [
        ("<html><title>Sign in to Hotel WiFi</title></html>", ": a page, 'Sign in to Hotel WiFi'"),
        ("", ""), (#"{"RequestId":"#, ""),
    ])
    func `an answer that is none says from where it came`(body: String, more: String) async throws {
        let server = LoopbackServer { _ in .answer(200, body) }
        let error = try #require(await ClientFixture(server).failure(.read))
        #expect(error.code == "BrokenAnswer")
        #expect(error.message == "what \(server.url) answered is cut off or malformed\(more)")
    }

    @Test func `a read goes on through faults, each try with a nonce of its own`() async throws {
        let faults = [
            Reply.close, .answer(503, "<html>"), .failure(500, "InternalError"),
            .json(#"{"cut": "#), .json(#"{"RequestId":"R"}"#),
        ]
        let server = LoopbackServer { faults[$0.number - 1] }
        let response = try await ClientFixture(server).client.call(.read)
        #expect(response.attempts == 5)
        let nonces = server.requests.compactMap { $0.header("x-acs-signature-nonce") }
        #expect(Set(nonces).count == 5)
        let signatures = server.requests.compactMap { $0.header("authorization") }
        #expect(Set(signatures).count == 5)
    }

    @Test func `a read gives up after its tries, with the last failure`() async throws {
        let server = LoopbackServer { .failure(500, "InternalError\($0.number)") }
        let error = try #require(await ClientFixture(server).failure(.read))
        #expect(server.requests.count == 5)
        #expect(error.attempts == 5)
        #expect(error.code == "InternalError5")
        #expect(error.requestID == "R-InternalError5")
        #expect(error.isRetryable)
    }

    @Test func `a create is repeated with the same ClientToken`() async throws {
        let done = done
        let server = LoopbackServer { $0.number < 3 ? .close : done }
        _ = try await ClientFixture(server).client.call(.create)
        let tokens = server.requests.compactMap { $0.query.value(named: "ClientToken") }
        #expect(tokens.count == 3)
        #expect(Set(tokens).count == 1)
        #expect((tokens.first ?? "").utf8.count <= 64)
    }

    @Test func `a caller's own ClientToken is kept`() async throws {
        let done = done
        let server = LoopbackServer { _ in done }
        var call = ServiceCall.create
        call.parameters.append(NamedValue("ClientToken", "mine"))
        _ = try await ClientFixture(server).client.call(call)
        #expect(server.requests.first?.query.filter { $0.name == "ClientToken" }.count == 1)
        #expect(server.requests.first?.query.value(named: "ClientToken") == "mine")
    }

    @Test func `a change that was surely not made is sent again`() async throws {
        let done = done
        let server = LoopbackServer { request in
            switch request.number {
            case 1: .failure(400, "SignatureNonceUsed")
            case 2: .failure(409, "InvalidOperation.Conflict")
            default: done
            }
        }
        let response = try await ClientFixture(server).client.call(.leave)
        #expect(response.attempts == 3)
        #expect(server.operations == Array(repeating: "LeaveSecurityGroup", count: 3))
    }

    @Test func `a refusal is not repeated, whatever its disposition`() async throws {
        for code in ["IncorrectInstanceStatus", "InvalidInstanceId.NotFound", "InvalidParameter"] {
            let server = LoopbackServer { _ in .failure(403, code) }
            #expect(await ClientFixture(server).failure(.leave)?.code == code)
            #expect(server.requests.count == 1)
        }
    }

    @Test func `an unreachable endpoint is a transport error after its tries`() async throws {
        let server = LoopbackServer { _ in .close }
        let fixture = ClientFixture(server) { $0.endpoint = Endpoint("http://127.0.0.1:1") }
        let error = try #require(await fixture.failure(.leave))
        #expect(error.kind == .transport)
        #expect(error.code == "ConnectionFailed")
        #expect(error.attempts == 5)
        #expect(error.disposition == .retry)
    }

    @Test func `nothing is sent in plain to another machine`() async throws {
        let server = LoopbackServer { _ in .close }
        let fixture = ClientFixture(server) { $0.endpoint = Endpoint("http://192.0.2.1") }
        let error = try #require(await fixture.failure(.leave))
        #expect(error.code == "RequestRefused")
        #expect(error.attempts == 1)
    }
}
