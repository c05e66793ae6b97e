import LunetteBase
import LunetteClient
import LunetteSigning
import Testing

/// A way to temporary credentials: what must be set up for it, and which files it needs.
struct TemporarySource: Sendable, CustomTestStringConvertible {
    let name: String
    let variables: @Sendable (CredentialsServer) -> [String: String]

    var testDescription: String { name }

    static let all = [
        TemporarySource(name: "metadata") { _ in [:] },
        TemporarySource(name: "URI") { server in
            [
                "ALIBABA_CLOUD_CREDENTIALS_URI": "\(server.server.url)/credentials",
                "ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true",
            ]
        },
        TemporarySource(name: "OIDC") { server in
            [
                "ALIBABA_CLOUD_ROLE_ARN": "acs:ram::1:role/r",
                "ALIBABA_CLOUD_OIDC_PROVIDER_ARN": "acs:ram::1:oidc-provider/p",
                "ALIBABA_CLOUD_OIDC_TOKEN_FILE": server.folder.write("token", "oidc+token/=\n"),
            ]
        },
        profile("RamRoleArn", #""ram_role_arn":"acs:ram::1:role/r","policy":"{ \"a\": 1 }""#),
        profile("EcsRamRole", #""ram_role_name":"role-a""#),
        profile("ChainableRamRoleArn", #""ram_role_arn":"acs:ram::1:r/x","source_profile":"keys""#),
        TemporarySource(name: "CloudSSO") { server in
            server.folder.write(
                ".aliyun/config.json",
                """
                {"current":"p","profiles":[{"name":"p","mode":"CloudSSO","access_token":"a",
                "cloud_sso_sign_in_url":"\(server.server.url)/start","cloud_sso_account_id":"1",
                "cloud_sso_access_config":"ac","cloud_sso_access_token_expire":2000000000}]}
                """)
            return [:]
        },
        profile(
            "OIDC",
            #""ram_role_arn":"acs:ram::1:role/r","oidc_provider_arn":"acs:ram::1:oidc-provider/p","#
                + #""oidc_token_file":"TOKEN""#),
        section(
            "ram_role_arn",
            """
            access_key_id = id
            access_key_secret = a#b;c
            role_arn = acs:ram::1:role/r
            """),
        section(
            "oidc_role_arn",
            """
            role_arn = acs:ram::1:role/r
            oidc_provider_arn = acs:ram::1:oidc-provider/p
            oidc_token_file_path = TOKEN
            """),
        section("ecs_ram_role", "role_name = role-a"),
    ]

    /// A section of the credentials file; `TOKEN` stands for a file with a token.
    private static func section(_ type: String, _ fields: String) -> TemporarySource {
        TemporarySource(name: "INI \(type)") { server in
            let token = server.folder.write("token", "oidc")
            server.folder.write(
                ".alibabacloud/credentials",
                """
                # comment
                [default]
                type = \(type)  # as documented
                \(fields.replacing("TOKEN", with: token))
                """)
            return [:]
        }
    }

    private static func profile(_ mode: String, _ fields: String) -> TemporarySource {
        TemporarySource(name: mode) { server in
            let token = server.folder.write("token", "oidc")
            server.folder.write(
                ".aliyun/config.json",
                """
                {"current":"p","profiles":[
                {"name":"keys","mode":"AK","access_key_id":"id","access_key_secret":"secret"},
                {"name":"p","mode":"\(mode)","access_key_id":"id","access_key_secret":"secret",
                \(fields.replacing("TOKEN", with: token))}]}
                """)
            return [:]
        }
    }
}

@Suite struct CredentialsConformanceTests {
    private let server = CredentialsServer()

    private func failure(_ chain: CredentialsChain) async -> CredentialsError? {
        do throws(CredentialsError) {
            _ = try await chain.credentials()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: TemporarySource.all)
    func `credentials are fetched once and kept`(source: TemporarySource) async throws {
        let chain = server.chain(source.variables(server))
        let first = try await chain.credentials()
        #expect(first.accessKeyID == "STS.1")
        #expect(first.accessKeySecret.reveal() == "s1")
        #expect(first.securityToken?.reveal() == "t1")
        let issued = server.issued
        #expect(try await chain.credentials() == first)
        #expect(server.issued == issued)
    }

    @Test(arguments: TemporarySource.all)
    func `fifty calls at once cause one fetch`(source: TemporarySource) async throws {
        server.mood.withLock { $0 = .late(.milliseconds(100)) }
        let chain = server.chain(source.variables(server))
        let ids = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 {
                group.addTask { try await chain.credentials().accessKeyID }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(ids == ["STS.1"])
        #expect(server.issued == 1)
    }

    @Test(arguments: TemporarySource.all)
    func `they are renewed ahead of their end, without making a call wait`(
        source: TemporarySource
    ) async throws {
        let chain = server.chain(source.variables(server))
        _ = try await chain.credentials()
        server.clock.advance(by: .seconds(3_600 - 200))
        #expect(try await chain.credentials().accessKeyID == "STS.1")
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(5)
        while try await chain.credentials().accessKeyID == "STS.1", clock.now < deadline {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(try await chain.credentials().accessKeyID == "STS.2")
        #expect(server.issued == 2)
    }

    @Test(arguments: TemporarySource.all)
    func `ended ones are never used, and a renewal that is refused is told`(
        source: TemporarySource
    ) async throws {
        let chain = server.chain(source.variables(server))
        _ = try await chain.credentials()
        server.clock.advance(by: .seconds(3_600))
        #expect(try await chain.credentials().accessKeyID == "STS.2")
        server.clock.advance(by: .seconds(3_600))
        server.mood.withLock { $0 = .refusing }
        #expect(await failure(chain)?.attempts.count == 1)
        server.mood.withLock { $0 = .good }
        #expect(try await chain.credentials().accessKeyID == "STS.3")
    }

    @Test(arguments: TemporarySource.all)
    func `a renewal ahead that fails leaves what is still good in use`(
        source: TemporarySource
    ) async throws {
        let chain = server.chain(source.variables(server))
        _ = try await chain.credentials()
        server.clock.advance(by: .seconds(3_600 - 200))
        server.mood.withLock { $0 = .refusing }
        for _ in 0..<10 {
            #expect(try await chain.credentials().accessKeyID == "STS.1")
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    @Test(
        arguments: TemporarySource.all,
        [CredentialsServer.Mood.refusing, .stale, .confused])
    func `what is refused, ended or no answer is an error that says so`(
        source: TemporarySource, mood: CredentialsServer.Mood
    ) async throws {
        server.mood.withLock { $0 = mood }
        let error = try #require(await failure(server.chain(source.variables(server))))
        let words = error.description
        switch mood {
        case .refusing: #expect(words.contains("NoPermission") || words.contains("403"))
        case .stale: #expect(words.contains("ended at 2023-11-14"))
        default: #expect(words.contains("not JSON") || words.contains("without credentials"))
        }
        #expect(!words.contains("secret\""))
    }

    @Test(arguments: TemporarySource.all)
    func `a token that the service refuses is fetched anew`(source: TemporarySource)
        async throws
    {
        let chain = server.chain(source.variables(server))
        let first = try await chain.credentials()
        #expect(await chain.discard(first))
        let second = try await chain.credentials()
        #expect(second.accessKeyID == "STS.2")
        // One refused already is no reason to throw the new one away.
        #expect(await chain.discard(first))
        #expect(try await chain.credentials() == second)
    }

    @Test func `metadata is asked in the hardened way`() async throws {
        _ = try await server.chain([:]).credentials()
        let requests = server.server.requests
        #expect(requests.map(\.method) == ["PUT", "GET", "GET"])
        #expect(requests[0].header("x-aliyun-ecs-metadata-token-ttl-seconds") == "21600")
        #expect(requests[2].path.hasSuffix("/role-a"))
        #expect(requests[1].header("x-aliyun-ecs-metadata-token") == "metadata-token")
        #expect(requests[2].header("x-aliyun-ecs-metadata-token") == "metadata-token")
    }

    @Test func `the OIDC token goes to STS as it stands in the file, unsigned`() async throws {
        let source = try #require(TemporarySource.all.first { $0.name == "OIDC" })
        _ = try await server.chain(source.variables(server)).credentials()
        let request = try #require(server.server.requests.first)
        #expect(request.operation == "AssumeRoleWithOIDC")
        #expect(request.query.value(named: "OIDCToken") == "oidc+token/=\n")
        #expect(request.query.value(named: "RoleArn") == "acs:ram::1:role/r")
        #expect(request.query.value(named: "Version") == "2015-04-01")
        #expect(request.header("authorization") == nil)
    }

    @Test func `a policy with spaces is signed so that it verifies`() async throws {
        let source = try #require(TemporarySource.all.first { $0.name == "RamRoleArn" })
        _ = try await server.chain(source.variables(server)).credentials()
        let request = try #require(server.server.requests.first)
        #expect(request.operation == "AssumeRole")
        #expect(request.query.value(named: "Policy") == #"{ "a": 1 }"#)
        let authorization = try #require(
            request.header("authorization").flatMap(ACS3Authorization.init(header:)))
        let check = SignatureCheck.acs3(
            SignableRequest(
                method: request.method, query: request.query, headers: request.headers),
            authorization: authorization, key: SigningKey("secret"))
        #expect(check.matches)
    }
}
