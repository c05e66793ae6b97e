import LunetteBase
import LunetteSigning
import LunetteSystem

/// Keys in the environment.
struct EnvironmentProvider: CredentialsProvider {
    let name = "environment"
    let environment: Environment

    func retrieve() async throws(CredentialsError) -> RetrievedCredentials {
        guard let id = environment["ALIBABA_CLOUD_ACCESS_KEY_ID"] else {
            throw failure("ALIBABA_CLOUD_ACCESS_KEY_ID is not set")
        }
        guard let secret = environment["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] else {
            throw failure("ALIBABA_CLOUD_ACCESS_KEY_SECRET is not set")
        }
        return RetrievedCredentials(
            Credentials(
                accessKeyID: id, accessKeySecret: Secret(secret),
                securityToken: environment["ALIBABA_CLOUD_SECURITY_TOKEN"].map { Secret($0) }))
    }
}
