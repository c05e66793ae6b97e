import LunetteBase
import LunetteSystem

/// What one place says: the environment, or one `lunette.toml`.
public struct SettingsLayer: Sendable {
    /// Whose word it is. A project's file comes with the runbooks, from anywhere: it can only
    /// narrow.
    public enum Kind: String, Sendable {
        case environment, project, user, system
    }

    public let kind: Kind
    /// The file's path; `environment`.
    public let name: String
    public internal(set) var region: Sourced<String>?
    public internal(set) var profile: Sourced<String>?
    public internal(set) var endpoint: Sourced<String>?
    public internal(set) var logLevel: Sourced<String>?
    public internal(set) var logFormat: Sourced<String>?
    public internal(set) var color: Sourced<String>?
    public internal(set) var timeLimit: Sourced<Duration>?
    public internal(set) var cpuLimit: Sourced<Duration>?
    public internal(set) var memoryLimit: Sourced<ByteCount>?
    public internal(set) var maxChanges: Sourced<Int>?
    public internal(set) var policy: OperatorPolicy?
    /// Profiles that want the account's name typed before anything changes.
    public internal(set) var productionProfiles: [Sourced<String>] = []

    init(_ kind: Kind, name: String) {
        self.kind = kind
        self.name = name
    }

    static let logLevels = ["trace", "debug", "info", "notice", "warning", "error"]
    static let logFormats = ["text", "json"]
    static let colors = ["auto", "always", "never"]
}

// MARK: The environment

extension SettingsLayer {
    /// What the `LUNETTE_…` variables say.
    public init(environment: Environment) throws(SettingsProblem) {
        self.init(.environment, name: "environment")
        let reader = VariableReader(environment: environment)
        region = reader.text("REGION")
        profile = reader.text("PROFILE")
        endpoint = reader.text("ENDPOINT")
        logLevel = try reader.choice("LOG_LEVEL", Self.logLevels)
        logFormat = try reader.choice("LOG_FORMAT", Self.logFormats)
        color = try reader.choice("COLOR", Self.colors)
        let duration = "a duration such as 90s or 10m"
        timeLimit = try reader.value("TIME_LIMIT", duration) { Duration(text: $0) }
        cpuLimit = try reader.value("CPU_LIMIT", duration) { Duration(text: $0) }
        memoryLimit = try reader.value("MEMORY_LIMIT", "a size such as 64MiB") {
            ByteCount(text: $0)
        }
        maxChanges = try reader.value("MAX_CHANGES", "a number from 0") {
            Int($0).flatMap { $0 >= 0 ? $0 : nil }
        }
    }
}

private struct VariableReader {
    let environment: Environment

    func text(_ name: String) -> Sourced<String>? {
        environment["LUNETTE_\(name)"].map { Sourced($0, origin: "$LUNETTE_\(name)") }
    }

    func choice(_ name: String, _ words: [String]) throws(SettingsProblem) -> Sourced<String>? {
        try value(name, "one of \(words.joined(separator: ", "))") {
            words.contains($0) ? $0 : nil
        }
    }

    func value<Value>(
        _ name: String, _ wanted: @autoclosure () -> String, _ read: (String) -> Value?
    )
        throws(SettingsProblem) -> Sourced<Value>?
    {
        guard let text = text(name) else { return nil }
        guard let value = read(text.value) else {
            throw SettingsProblem(
                path: text.origin, message: "it must be \(wanted()), not '\(text.value)'")
        }
        return Sourced(value, origin: text.origin)
    }
}

// MARK: A file

extension SettingsLayer {
    static let keys = [
        "region", "profile", "endpoint", "log_level", "log_format", "color", "limits", "policy",
        "profiles",
    ]

    static let limitKeys = ["time_limit", "cpu_limit", "memory_limit", "max_changes"]

    /// What only whose machine it is may say.
    private static let keysOfPeople = [
        "profile", "endpoint", "log_level", "log_format", "color",
    ]

    /// Reads a `lunette.toml`; unknown keys and values that do not fit are errors with their
    /// places.
    public init(_ document: TOMLDocument, kind: Kind, operations: KnownOperations)
        throws(TOMLError)
    {
        self.init(kind, name: document.path)
        let root = document.section
        try root.allow(only: Self.keys)
        if kind == .project, let key = root.keys.first(where: Self.keysOfPeople.contains) {
            throw root.error(
                at: key,
                "'\(key)' has no place in a project's file, which can only narrow; your own "
                    + "lunette.toml may say it")
        }
        region = try root.sourced("region", root.string)
        profile = try root.sourced("profile", root.string)
        endpoint = try root.sourced("endpoint", root.string)
        logLevel = try root.sourced("log_level", among: Self.logLevels)
        logFormat = try root.sourced("log_format", among: Self.logFormats)
        color = try root.sourced("color", among: Self.colors)
        if let limits = try root.section("limits") { try read(limits: limits) }
        if let section = try root.section("policy") {
            policy = try OperatorPolicy(section, of: kind, operations: operations)
        }
        for (name, section) in try root.namedSections("profiles") {
            try section.allow(only: ["production"])
            guard let isProduction = try section.boolean("production") else { continue }
            guard isProduction else { continue }
            productionProfiles.append(Sourced(name, origin: section.origin(of: "production")))
        }
    }

    private mutating func read(limits: TOMLSection) throws(TOMLError) {
        try limits.allow(only: Self.limitKeys)
        timeLimit = try limits.sourced("time_limit", limits.duration)
        cpuLimit = try limits.sourced("cpu_limit", limits.duration)
        memoryLimit = try limits.sourced("memory_limit", limits.byteCount)
        maxChanges = try limits.sourced("max_changes") { (key) throws(TOMLError) in
            try limits.integer(key, in: 0...Int64(Int32.max)).map(Int.init)
        }
    }
}

extension TOMLSection {
    /// `lunette.toml:3`.
    func origin(of key: String) -> String {
        "\(document.path):\(position(of: key).line)"
    }

    fileprivate func sourced<Value>(_ key: String, _ read: (String) throws(TOMLError) -> Value?)
        throws(TOMLError) -> Sourced<Value>?
    {
        try read(key).map { Sourced($0, origin: origin(of: key)) }
    }

    fileprivate func sourced(_ key: String, among words: [String]) throws(TOMLError)
        -> Sourced<String>?
    {
        try choice(key, among: words).map { Sourced($0, origin: origin(of: key)) }
    }
}
