import LunetteBase
import LunetteSigning
import LunetteSystem

/// The vendor's command line tool's settings: `~/.aliyun/config.json`.
struct ProfileFile: Sendable {
    let path: String
    private let profiles: [Profile]
    private let current: String?

    /// Reads the file that the environment names, or else the home folder's.
    init(environment: Environment) throws(ProviderFailure) {
        let named = environment["ALIBABA_CLOUD_CONFIG_FILE"]
        guard let path = named ?? environment["HOME"].map({ "\($0)/.aliyun/config.json" }) else {
            throw ProviderFailure("there is no home folder: HOME is not set")
        }
        let json: JSONValue
        let text = try readSmallFile(path)
        do throws(JSONSyntaxError) {
            json = try JSONValue(parsing: text)
        } catch {
            throw ProviderFailure("\(path): \(error.description)")
        }
        self.path = path
        current = json["current"]?.string
        profiles = (json["profiles"]?.array ?? []).map(Profile.init)
    }

    /// The commands that its profiles name, as words.
    var commands: [[String]] {
        profiles.filter { $0.mode == "External" }.compactMap { profile in
            profile.text("process_command").flatMap { try? ExternalCommand($0).arguments }
        }
    }

    var names: [String] { profiles.map(\.name) }

    /// What a field says in each profile that has it.
    func all(_ field: String) -> [String] {
        profiles.compactMap { $0.text(field) }
    }

    /// The profile of this name; without one, the environment's choice, or else the file's.
    func profile(named name: String?, environment: Environment) throws(ProviderFailure) -> Profile {
        guard let wanted = name ?? environment["ALIBABA_CLOUD_PROFILE"] ?? current else {
            throw ProviderFailure("\(path) names no current profile")
        }
        guard let profile = profiles.first(where: { $0.name == wanted }) else {
            let near = suggestion(for: wanted, among: profiles.map(\.name))
            throw ProviderFailure(
                "\(path) has no profile \(wanted)" + (near.map { "; is it \($0)?" } ?? ""))
        }
        return profile
    }
}

/// One profile: its mode, and the fields that the mode has.
struct Profile: Sendable {
    private let json: JSONValue

    init(_ json: JSONValue) {
        self.json = json
    }

    var name: String { json["name"]?.string ?? "" }
    var mode: String { json["mode"]?.string ?? "AK" }

    /// A field's text; an empty one counts as missing.
    func text(_ field: String) -> String? {
        guard let text = json[field]?.string, !text.isEmpty else { return nil }
        return text
    }

    func required(_ field: String) throws(ProviderFailure) -> String {
        guard let text = text(field) else {
            throw ProviderFailure("profile \(name) (\(mode)) lacks \(field)")
        }
        return text
    }

    func integer(_ field: String) -> Int? {
        json[field]?.integer.map { Int($0) } ?? text(field).flatMap { Int($0) }
    }

    /// The keys in the profile, with a token where there is one.
    func keys() throws(ProviderFailure) -> Credentials {
        Credentials(
            accessKeyID: try required("access_key_id"),
            accessKeySecret: Secret(try required("access_key_secret")),
            securityToken: text("sts_token").map { Secret($0) })
    }

    func role() throws(ProviderFailure) -> AssumedRole {
        AssumedRole(
            roleARN: try required("ram_role_arn"),
            sessionName: text("ram_session_name") ?? text("role_session_name"),
            durationSeconds: integer("expired_seconds"), policy: text("policy"),
            externalID: text("external_id"), tokenRegionID: text("sts_region") ?? "",
            usesVPCEndpoint: json["enable_vpc"]?.bool ?? false)
    }
}

/// The region that the command line tool's profile names, if there is such a profile.
public func profileRegionID(environment: Environment, profile: String? = nil) -> String? {
    let file = try? ProfileFile(environment: environment)
    return try? file?.profile(named: profile, environment: environment).text("region_id")
}

/// The names of all profiles that have credentials here: the command line tool's, and those of the
/// file that the vendor's libraries read. In no order, each once.
public func profileNames(environment: Environment) -> Set<String> {
    let file = try? ProfileFile(environment: environment)
    let sections = (try? INIFile.read(environment))?.file.sections
    return Set(file?.names ?? []).union(sections?.keys.filter { !$0.isEmpty } ?? [])
}

/// The profile whose credentials are used when none is asked for: none where the environment has
/// keys or a token of its own, else the environment's or the file's choice.
public func currentProfileName(environment: Environment) -> String? {
    let others = ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_OIDC_TOKEN_FILE"]
    let isDisabled = environment["ALIBABA_CLOUD_CLI_PROFILE_DISABLED"]?.lowercased() == "true"
    guard !isDisabled, !others.contains(where: { environment[$0] != nil }) else { return nil }
    let file = try? ProfileFile(environment: environment)
    return try? file?.profile(named: nil, environment: environment).name
}
