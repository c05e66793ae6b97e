import ArgumentParser
import LunetteClient
import LunetteSettings
import LunetteSystem

/// Where calls go: the options that every cloud-touching command takes.
struct TargetOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The credentials profile to use; after a comma, more that the script may use.",
            valueName: "name"))
    var profile: String?

    @Option(
        help: ArgumentHelp(
            "The region (default: the profile's, else cn-hangzhou).", valueName: "id"))
    var region: String?

    @Option(
        help: ArgumentHelp(
            "Send every call to this address; vpc: to each region's own inside the cloud's "
                + "networks.", valueName: "url"))
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

    init() {}

    /// Takes its own options.
    init(plain words: inout PlainWords) {
        profile = words.take("--profile")
        region = words.take("--region")
        endpoint = words.take("--endpoint")
        emulator = words.take(flag: "--emulator")
        world = words.take("--world")
        contract = words.take("--contract", ContractChoice.init) ?? .current
        clock = words.take("--clock", ClockChoice.init) ?? .real
        words.check(validate)
    }

    /// The region in force: flag, then environment, then the settings, then the profile's, then
    /// the default.
    func regionID(_ environment: Environment, over settings: Settings = Settings()) -> String {
        region(environment, over: settings).value
    }

    func region(_ environment: Environment, over settings: Settings) -> Sourced<String> {
        if let region { return Sourced(region, origin: "--region") }
        if let said = settings.layers.first(where: { $0.kind == .environment })?.region {
            return said
        }
        for name in ["LUNETTE_REGION", "ALIBABA_CLOUD_REGION_ID"] {
            if let region = environment[name] { return Sourced(region, origin: "$\(name)") }
        }
        if let said = settings.region { return said }
        let profile = profile(over: settings)?.value
        if !emulator, let region = profileRegionID(environment: environment, profile: profile) {
            return Sourced(region, origin: "the profile")
        }
        return Sourced("cn-hangzhou", origin: "default")
    }

    /// The profile whose credentials sign; nil when nobody names one. The emulator in this process
    /// has its own credentials, so that only the command line counts for it.
    func profile(over settings: Settings) -> Sourced<String>? {
        if let first = profiles.first { return Sourced(first, origin: "--profile") }
        return emulator ? nil : settings.profile
    }

    /// All profiles that the command line names, else the settings' one.
    func profiles(over settings: Settings) -> [String] {
        profiles.isEmpty ? [profile(over: settings)?.value].compactMap { $0 } : profiles
    }

    private var profiles: [String] {
        profile?.split(separator: ",").map(String.init) ?? []
    }

    /// The endpoint in force; nil means each region's own.
    func endpoint(_ environment: Environment, over settings: Settings = Settings()) throws
        -> Endpoint?
    {
        let said = saidEndpoint(environment, settings)
        guard !emulator, let text = said, text != Self.vpc else { return nil }
        guard let endpoint = Endpoint(text) else {
            throw Failure(
                .usage,
                "--endpoint takes https://HOST, http://127.0.0.1:PORT or vpc, not '\(text)'")
        }
        return endpoint
    }

    /// Whether each region's own endpoint is the one inside the cloud's networks: because somebody
    /// said so, or by the variable of the vendor's libraries.
    func usesVPCEndpoints(_ environment: Environment, over settings: Settings = Settings()) -> Bool
    {
        if let said = saidEndpoint(environment, settings) { return said == Self.vpc }
        return environment["ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED"]?.lowercased() == "true"
    }

    private func saidEndpoint(_ environment: Environment, _ settings: Settings) -> String? {
        endpoint ?? environment["LUNETTE_ENDPOINT"] ?? settings.endpoint?.value
    }

    private static let vpc = "vpc"

    /// As it was written, with where.
    func endpointText(over settings: Settings) -> Sourced<String>? {
        endpoint.map { Sourced($0, origin: "--endpoint") } ?? settings.endpoint
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
