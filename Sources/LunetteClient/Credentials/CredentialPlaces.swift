import LunetteBase
import LunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the chain looks on this machine: what a process must keep, when it gives up the rest, to
/// find credentials and to fetch them anew.
public struct CredentialPlaces: Sendable, Hashable {
    /// Files and folders to read; some are not there.
    public let paths: [String]
    /// Programs that profiles name, as words.
    public let commands: [[String]]
    /// TCP ports, other than those of HTTP, that it may ask on.
    public let ports: [UInt16]

    /// Reads the profiles of both kinds, where there are any.
    public init(_ environment: Environment) {
        let home = environment["HOME"]
        let profiles = try? ProfileFile(environment: environment)
        let named = [
            environment["ALIBABA_CLOUD_CONFIG_FILE"], environment["ALIBABA_CLOUD_CREDENTIALS_FILE"],
            home.map { "\($0)/.aliyun" }, home.map { "\($0)/.alibabacloud" },
        ]
        let tokens = [
            [environment["ALIBABA_CLOUD_OIDC_TOKEN_FILE"]].compactMap { $0 },
            profiles?.all("oidc_token_file") ?? [],
            (try? INIFile.read(environment))?.file.all("oidc_token_file_path") ?? [],
        ]
        paths = named.compactMap { $0 } + tokens.joined().map(Self.placeOfToken)
        commands = profiles?.commands ?? []
        let addresses =
            [environment["ALIBABA_CLOUD_CREDENTIALS_URI"]].compactMap { $0 }
            + (profiles?.all("cloud_sso_sign_in_url") ?? [])
        ports = addresses.compactMap { URLParts($0)?.port }
    }

    /// A cluster shows a token as a link, and replaces what it leads to before the token ends:
    /// then it is the link's folder that is read.
    private static func placeOfToken(_ path: String) -> String {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK,
            let slash = path.lastIndex(of: "/"), slash > path.startIndex
        else { return path }
        return String(path[..<slash])
    }
}
