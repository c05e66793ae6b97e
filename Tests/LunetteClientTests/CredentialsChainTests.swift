import LunetteBase
import LunetteLoop
import LunetteSystem
import Synchronization
import Testing

@testable import LunetteClient

@Suite struct CredentialsChainTests {
    private let server = CredentialsServer()

    private func failure(_ variables: [String: String], profile: String? = nil) async
        -> CredentialsError?
    {
        do throws(CredentialsError) {
            _ = try await server.chain(variables, profile: profile).credentials()
            return nil
        } catch {
            return error
        }
    }

    @Test func `keys in the environment come first`() async throws {
        server.folder.write(
            ".aliyun/config.json",
            #"{"current":"p","profiles":[{"name":"p","mode":"AK","access_key_id":"p","#
                + #""access_key_secret":"x"}]}"#)
        let chain = server.chain([
            "ALIBABA_CLOUD_ACCESS_KEY_ID": "id", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "secret",
            "ALIBABA_CLOUD_SECURITY_TOKEN": "token",
        ])
        let credentials = try await chain.credentials()
        #expect(credentials.accessKeyID == "id")
        #expect(credentials.securityToken?.reveal() == "token")
        #expect(await chain.chosenName == "environment")
        #expect(server.server.requests.isEmpty)
        // Keys that last for ever are not asked for again when they are refused.
        #expect(await !chain.discard(credentials))
    }

    @Test func `a named profile is not stood in for by the environment`() async throws {
        server.folder.write(
            ".aliyun/config.json",
            #"{"current":"x","profiles":[{"name":"p","mode":"AK","access_key_id":"p","#
                + #""access_key_secret":"x"}]}"#)
        let variables = [
            "ALIBABA_CLOUD_ACCESS_KEY_ID": "id", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "secret",
        ]
        let chain = server.chain(variables, profile: "p")
        #expect(try await chain.credentials().accessKeyID == "p")
        let error = try #require(await failure(variables, profile: "q"))
        #expect(error.attempts.first?.reason.contains("no profile q; is it p?") == true)
    }

    @Test func `without credentials anywhere, each provider says why, in order`() async throws {
        let error = try #require(
            await failure(["ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true"]))
        #expect(
            error.attempts.map(\.provider) == [
                "environment", "OIDC", "profile", "credentials file", "ECS instance role",
                "credentials URI",
            ])
        #expect(error.attempts[0].reason == "ALIBABA_CLOUD_ACCESS_KEY_ID is not set")
        #expect(error.attempts[1].reason == "ALIBABA_CLOUD_ROLE_ARN is not set")
        #expect(error.attempts[2].reason.hasSuffix("config.json: No such file or directory"))
        #expect(error.attempts[4].reason.contains("ALIBABA_CLOUD_ECS_METADATA_DISABLED"))
        #expect(error.attempts[5].reason == "ALIBABA_CLOUD_CREDENTIALS_URI is not set")
    }

    @Test func `a machine without a metadata server waits at most a second`() async throws {
        let transport = UnreachableTransport()
        var context = server.context([:], loop: ScriptLoop())
        context.transport = transport
        await #expect(throws: CredentialsError.self) {
            _ = try await MetadataProvider(context: context).retrieve()
        }
        let waits = transport.requests.withLock { $0 }.map { $0.connectTimeout + $0.readTimeout }
        #expect(waits.count == 1)
        #expect(waits.reduce(.zero, +) <= .seconds(1))
    }

    @Test(arguments: ["/token", "/security-credentials/", "/role-a"])
    func `whoever falls silent at the metadata server's address costs at most a second`(
        step: String
    ) async {
        let (context, _) = silentMetadata(at: step)
        let clock = ContinuousClock()
        let start = clock.now
        let error = await #expect(throws: CredentialsError.self) {
            _ = try await MetadataProvider(context: context).retrieve()
        }
        #expect(clock.now - start < .milliseconds(1_400))
        if step != "/token" {
            #expect(error?.description.contains("ALIBABA_CLOUD_ECS_METADATA") == true)
        }
    }

    @Test func `a metadata server that answered before is waited for`() async throws {
        let (context, calls) = silentMetadata(at: "/role-a")
        await #expect(throws: CredentialsError.self) {
            _ = try await MetadataProvider(context: context).refresh()
        }
        // With a token, and once more without.
        #expect(calls().filter { $0.hasSuffix("/role-a") }.count == 2)
    }

    /// A metadata server that says nothing to one of the questions, and which were asked.
    private func silentMetadata(at step: String) -> (CredentialsContext, () -> [String]) {
        let silent = LoopbackServer { request in
            if request.path.hasSuffix(step) { return .late(.seconds(5), "") }
            return .answer(200, request.method == "PUT" ? "token" : "role-a")
        }
        var context = server.context([:], loop: ScriptLoop())
        context.metadataURL = silent.url
        context.clock = SystemClock()
        return (context, { silent.requests.map(\.path) })
    }

    @Test(arguments: [
        (#""mode":"AK","access_key_id":"a""#, "profile p (AK) lacks access_key_secret"),
        (#""mode":"StsToken","access_key_id":"a","access_key_secret":"b""#, "lacks sts_token"),
        (#""mode":"RamRoleArn","access_key_id":"a","access_key_secret":"b""#, "lacks ram_role_arn"),
        (#""mode":"Magic""#, "profile p has the unknown mode Magic"),
        (#""mode":"ChainableRamRoleArn","source_profile":"p""#, "in a circle: p → p"),
        (#""mode":"ChainableRamRoleArn","source_profile":"q""#, "in a circle: p → q → p"),
        (#""mode":"ChainableRamRoleArn","source_profile":"z""#, "has no profile z"),
        (#""mode":"OAuth","sts_expiration":1600000000"#, "the session of profile p has ended"),
        (#""mode":"CloudSSO","cloud_sso_access_token_expire":1"#, "session of profile p has ended"),
        (#""mode":"External","process_command":"'x""#, "process_command is not a command"),
        (#""mode":"External","process_command":"/nonexistent/x""#, "it cannot be started"),
        (#""mode":"External","process_command":"/bin/false""#, "it ended with code 1"),
        (#""mode":"External","process_command":"/bin/echo hello""#, "printed no JSON"),
        (#""mode":"External","process_command":"/bin/echo {}""#, "printed no access key"),
    ])
    func `a profile that cannot serve says what it lacks`(fields: String, reason: String)
        async throws
    {
        server.folder.write(
            ".aliyun/config.json",
            """
            {"current":"p","profiles":[{"name":"p",\(fields)},
            {"name":"q","mode":"ChainableRamRoleArn","source_profile":"p","ram_role_arn":"r"}]}
            """)
        let error = try #require(await failure([:], profile: "p"))
        #expect(error.attempts.first?.reason.contains(reason) == true, "\(error)")
    }

    @Test func `a configuration that is not JSON is shown by line and column`() async throws {
        server.folder.write(".aliyun/config.json", "{\n  \"current\": oops\n}")
        let error = try #require(await failure([:], profile: "p"))
        #expect(error.attempts.first?.reason.contains("config.json: line 2, column 14") == true)
    }

    @Test(arguments: [
        ("AK", #""sts_token":"ignored""#, nil), ("StsToken", #""sts_token":"t""#, "t"),
        ("OAuth", #""sts_token":"t","sts_expiration":2000000000"#, "t"),
    ])
    func `keys in a profile are used as its mode says`(
        mode: String, fields: String, token: String?
    ) async throws {
        server.folder.write(
            "other.json",
            """
            {"current":"p","profiles":[{"name":"p","mode":"\(mode)","access_key_id":"a",
            "access_key_secret":"b",\(fields)}]}
            """)
        let variables = ["ALIBABA_CLOUD_CONFIG_FILE": "\(server.folder.path)/other.json"]
        let credentials = try await server.chain(variables).credentials()
        #expect(credentials.accessKeyID == "a")
        #expect(credentials.securityToken?.reveal() == token)
    }

    @Test func `a program's credentials are used until they end`() async throws {
        let program = server.folder.write(
            "give me",
            "#!/bin/sh\necho \"{\\\"mode\\\":\\\"StsToken\\\",\\\"access_key_id\\\":"
                + "\\\"$1\\\",\\\"access_key_secret\\\":\\\"s\\\",\\\"sts_token\\\":\\\"t\\\","
                + "\\\"expiration\\\":\\\"2023-11-14T23:00:00Z\\\"}\"\n", mode: 0o700)
        server.folder.write(
            ".aliyun/config.json",
            #"{"profiles":[{"name":"p","mode":"External","process_command":"#
                + #""'\#(program)' \"an id\""}]}"#)
        let chain = server.chain([:], profile: "p")
        #expect(try await chain.credentials().accessKeyID == "an id")
        server.clock.advance(by: .seconds(7_200))
        await #expect(throws: CredentialsError.self) { _ = try await chain.credentials() }
    }

    @Test(arguments: [
        ("a b", ["a", "b"]), ("  a  'b c' ", ["a", "b c"]),
        (#""a \" \\ \n" b\ c"#, [#"a " \ \n"#, "b c"]),
        ("''", [""]), ("a'b'\"c\"", ["abc"]), ("'a", nil), ("\"a", nil), ("a\\", nil), ("", []),
    ])
    func `a command line is split as a shell splits it`(line: String, words: [String]?) {
        var split = CommandLineWords(line)
        #expect(split.all() == words)
    }

    @Test func `a role is taken on with another source's credentials`() async throws {
        let loop = ScriptLoop()
        let context = server.context([:], loop: loop)
        let source = StaticCredentials(.init(accessKeyID: "id", accessKeySecret: "secret"))
        let chain = CredentialsChain(
            loop: loop, context: context,
            assuming: AssumedRole(roleARN: "acs:ram::2:role/x", durationSeconds: 10), with: source)
        #expect(try await chain.credentials().accessKeyID == "STS.1")
        let request = try #require(server.server.requests.first)
        #expect(request.query.value(named: "DurationSeconds") == "900")
        #expect(request.query.value(named: "RoleSessionName") == "lunette")
    }

    @Test func `the profile's region is known without its keys`() {
        server.folder.write(
            ".aliyun/config.json",
            #"{"current":"p","profiles":[{"name":"p","region_id":"cn-beijing"}]}"#)
        let environment = server.context([:], loop: ScriptLoop()).environment
        #expect(profileRegionID(environment: environment) == "cn-beijing")
        #expect(profileRegionID(environment: environment, profile: "q") == nil)
    }
}

/// A network without the host that is asked for.
private final class UnreachableTransport: Transport {
    let requests = Mutex<[HTTPRequest]>([])

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        requests.withLock { $0.append(request) }
        throw TransportError(.timedOut, wasSent: false, message: "no answer")
    }
}
