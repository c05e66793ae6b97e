import ArgumentParser
import LunetteClient
import LunetteSystem

/// Where calls go: the options that every cloud-touching command takes.
struct TargetOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The credentials profile to use.", valueName: "name"))
    var profile: String?

    @Option(
        help: ArgumentHelp(
            "The region (default: the profile's, else cn-hangzhou).", valueName: "id"))
    var region: String?

    @Option(help: ArgumentHelp("Send every call to this address.", valueName: "url"))
    var endpoint: String?

    @Flag(help: "Start the emulator in this process and talk to it; no account is needed.")
    var emulator = false

    @Option(help: ArgumentHelp("The emulator's world, as a JSON file.", valueName: "file"))
    var world: String?

    @Option(help: "Which contract the emulator keeps: current, seed or legacy.")
    var contract: ContractChoice = .current

    @Option(help: "The emulator's clock: real, or virtual (waits take no time).")
    var clock: ClockChoice = .real

    func validate() throws {
        if emulator, endpoint != nil {
            throw ValidationError("give --emulator or --endpoint, not both")
        }
        if !emulator, world != nil || clock == .virtual {
            throw ValidationError("--world and --clock virtual belong to --emulator")
        }
    }

    /// The region in force: flag, then environment, then the profile's, then the default.
    func regionID(_ environment: Environment) -> String {
        region ?? environment["LUNETTE_REGION"] ?? environment["ALIBABA_CLOUD_REGION_ID"]
            ?? (emulator ? nil : profileRegionID(environment: environment, profile: profile))
            ?? "cn-hangzhou"
    }

    /// The endpoint in force; nil means each region's own.
    func endpoint(_ environment: Environment) throws -> Endpoint? {
        guard !emulator, let text = endpoint ?? environment["LUNETTE_ENDPOINT"] else { return nil }
        guard let endpoint = Endpoint(text) else {
            throw Failure(
                .usage, "--endpoint takes https://HOST or http://127.0.0.1:PORT, not '\(text)'")
        }
        return endpoint
    }
}

/// `--contract`.
enum ContractChoice: String, WordOption {
    case current, seed, legacy
}

/// `--clock`.
enum ClockChoice: String, WordOption {
    case real, virtual
}
