import LunetteBase
import LunetteSigning

/// Why a provider has no credentials, before it is known which provider it was.
struct ProviderFailure: Error, Sendable {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}

extension Transport {
    /// The answer to a provider's question; `who` says in words who was asked.
    func answer(to request: HTTPRequest, of who: String)
        async throws(ProviderFailure) -> HTTPResponse
    {
        do throws(TransportError) {
            return try await send(request)
        } catch {
            throw ProviderFailure("\(who) cannot be asked: \(error.message)")
        }
    }
}

extension RetrievedCredentials {
    /// Reads `AccessKeyId`, `AccessKeySecret`, `SecurityToken` and `Expiration`, as STS, the
    /// metadata server and credentials URIs write them.
    init(_ json: JSONValue) throws(ProviderFailure) {
        guard let id = json["AccessKeyId"]?.string, !id.isEmpty,
            let secret = json["AccessKeySecret"]?.string, !secret.isEmpty,
            let token = json["SecurityToken"]?.string, !token.isEmpty
        else { throw ProviderFailure("the answer lacks a key, its secret or its token") }
        guard let expiration = json["Expiration"]?.string.flatMap(Timestamp.init(text:)) else {
            throw ProviderFailure("the answer does not say until when the credentials are good")
        }
        self.init(
            Credentials(
                accessKeyID: id, accessKeySecret: Secret(secret), securityToken: Secret(token)),
            expiration: expiration)
    }

    /// The same, inside an answer that says `"Code": "Success"`.
    init(successIn response: HTTPResponse, of who: String) throws(ProviderFailure) {
        guard response.status == 200 else {
            throw ProviderFailure("\(who) answered \(response.status)")
        }
        guard let json = try? JSONValue(parsing: response.body) else {
            throw ProviderFailure("\(who) answered something that is not JSON")
        }
        guard json["Code"]?.string == "Success" else {
            throw ProviderFailure("\(who) answered \(json["Code"]?.string ?? "no Success")")
        }
        try self.init(json)
    }
}

extension CredentialsProvider {
    /// Runs `body`, and lays its failure to this provider.
    func named<Value>(_ body: () async throws(ProviderFailure) -> Value)
        async throws(CredentialsError) -> Value
    {
        do throws(ProviderFailure) {
            return try await body()
        } catch {
            throw failure(error.reason)
        }
    }
}
