import LunetteBase
import LunetteSigning
import LunetteSystem

/// A section of the credentials file that the vendor's libraries read.
struct INIProvider: CredentialsProvider {
    let context: CredentialsContext
    /// The one that was asked for; else the environment's choice, or `default`.
    let section: String?

    let name = "credentials file"

    func retrieve() async throws(CredentialsError) -> RetrievedCredentials {
        try await named { () throws(ProviderFailure) in
            let wanted = section ?? context.environment["ALIBABA_CLOUD_PROFILE"] ?? "default"
            let (path, file) = try INIFile.read(context.environment)
            guard let section = file.sections[wanted] else {
                throw ProviderFailure("\(path) has no section [\(wanted)]")
            }
            return try await retrieve(INISection(name: wanted, path: path, fields: section))
        }
    }

    private func retrieve(_ section: INISection)
        async throws(ProviderFailure) -> RetrievedCredentials
    {
        switch try section.required("type") {
        case "access_key": return RetrievedCredentials(try section.keys())
        case "ram_role_arn":
            return try await SecurityTokenService(context: context).assume(
                try section.role(), with: try section.keys())
        case "oidc_role_arn":
            return try await OIDCProvider(context: context).assume(
                try section.role(), providerARN: try section.required("oidc_provider_arn"),
                tokenFile: try section.required("oidc_token_file_path"))
        case "ecs_ram_role":
            let provider = MetadataProvider(
                context: context, roleName: section.fields["role_name"], isNamed: true)
            do throws(CredentialsError) {
                return try await provider.retrieve()
            } catch {
                throw ProviderFailure(error.attempts.map(\.reason).joined(separator: "; "))
            }
        case let type:
            throw ProviderFailure(
                "[\(section.name)] in \(section.path) has the type \(type), "
                    + "which is not supported: access_key, ram_role_arn, oidc_role_arn and "
                    + "ecs_ram_role are")
        }
    }
}

/// One section's fields.
private struct INISection {
    let name: String
    let path: String
    let fields: [String: String]

    func required(_ field: String) throws(ProviderFailure) -> String {
        guard let value = fields[field], !value.isEmpty else {
            throw ProviderFailure("[\(name)] in \(path) lacks \(field)")
        }
        return value
    }

    func keys() throws(ProviderFailure) -> Credentials {
        Credentials(
            accessKeyID: try required("access_key_id"),
            accessKeySecret: Secret(try required("access_key_secret")))
    }

    func role() throws(ProviderFailure) -> AssumedRole {
        AssumedRole(
            roleARN: try required("role_arn"), sessionName: fields["role_session_name"],
            durationSeconds: fields["role_session_expiration"].flatMap { Int($0) },
            policy: fields["policy"], externalID: fields["external_id"])
    }
}

/// `[section]` and `name = value` lines. A `#` or `;` starts a comment at the start of a line or
/// behind a space: inside a value, such as a secret, it is part of it.
struct INIFile {
    private(set) var sections: [String: [String: String]] = [:]

    init(_ text: String) {
        var section = ""
        for rawLine in text.split(whereSeparator: \.isNewline) {
            let line = trimmed(withoutComment(rawLine))
            if line.hasPrefix("["), line.hasSuffix("]") {
                section = trimmed(line.dropFirst().dropLast())
                sections[section] = sections[section] ?? [:]
            } else if let equals = line.firstIndex(of: "=") {
                let name = trimmed(line[..<equals])
                sections[section, default: [:]][name] = trimmed(line[line.index(after: equals)...])
            }
        }
    }

    /// The file that the environment names, or the first of the two names in the home folder: the
    /// vendor's libraries don't agree on one.
    static func read(_ environment: Environment)
        throws(ProviderFailure) -> (path: String, file: INIFile)
    {
        if let path = environment["ALIBABA_CLOUD_CREDENTIALS_FILE"] {
            return (path, INIFile(try readSmallFile(path)))
        }
        guard let home = environment["HOME"] else {
            throw ProviderFailure("there is no home folder: HOME is not set")
        }
        let path = "\(home)/.alibabacloud/credentials"
        if let text = try? readSmallFile("\(path).ini") { return ("\(path).ini", INIFile(text)) }
        return (path, INIFile(try readSmallFile(path)))
    }

    /// What a field says in each section that has it.
    func all(_ field: String) -> [String] {
        sections.values.compactMap { $0[field] }
    }

    private func withoutComment(_ line: Substring) -> Substring {
        var previous: Character = " "
        for index in line.indices {
            if line[index] == "#" || line[index] == ";", previous.isWhitespace {
                return line[..<index]
            }
            previous = line[index]
        }
        return line
    }

    private func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
