import LunetteBase
import LunetteSigning
import LunetteSystem

/// A program of one's own that prints credentials as JSON.
struct ExternalCommand: Sendable {
    /// Its words.
    let arguments: [String]

    /// Splits the command line as a shell would, without running one: spaces between words,
    /// `'…'`, `"…"` and `\` around them.
    init(_ commandLine: String) throws(ProviderFailure) {
        var words = CommandLineWords(commandLine)
        guard let arguments = words.all(), !arguments.isEmpty else {
            throw ProviderFailure("process_command is not a command: \(commandLine)")
        }
        self.arguments = arguments
    }

    func retrieve(_ programs: any ProgramRunner)
        async throws(ProviderFailure) -> RetrievedCredentials
    {
        let output: [UInt8]
        do throws(ProgramFailure) {
            output = try await programs.output(of: arguments)
        } catch {
            throw ProviderFailure("process_command \(arguments[0]): \(error.reason)")
        }
        guard let json = try? JSONValue(parsing: output) else {
            throw ProviderFailure("process_command \(arguments[0]) printed no JSON")
        }
        func text(_ name: String) -> String? {
            json[name]?.string.flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let id = text("access_key_id"), let secret = text("access_key_secret") else {
            throw ProviderFailure("process_command \(arguments[0]) printed no access key")
        }
        let token = text("sts_token")
        if text("mode") == "StsToken", token == nil {
            throw ProviderFailure("process_command \(arguments[0]) printed no sts_token")
        }
        return RetrievedCredentials(
            Credentials(
                accessKeyID: id, accessKeySecret: Secret(secret),
                securityToken: token.map { Secret($0) }),
            expiration: text("expiration").flatMap(Timestamp.init(text:)))
    }
}
