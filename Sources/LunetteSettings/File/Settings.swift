import LunetteBase
import LunetteSystem

/// What the settings say, from the environment and the files, and where each value comes from.
/// In order: environment, the project's file, the user's, the system's.
public struct Settings: Sendable {
    public var layers: [SettingsLayer] = []
    /// Files that cannot be relied upon. What they would have said is unknown: nothing may change.
    public var problems: [SettingsProblem] = []

    /// Nothing is said.
    public init() {}

    public static let fileName = "lunette.toml"

    /// Reads what there is: for a runbook in `folder`, that folder's file or the nearest above it.
    public init(
        environment: Environment, folder: String?, systemFile: String = "/etc/lunette/lunette.toml",
        operations: KnownOperations
    ) {
        do {
            layers.append(try SettingsLayer(environment: environment))
        } catch {
            problems.append(error)
        }
        let userFolder =
            environment["XDG_CONFIG_HOME"] ?? environment["HOME"].map { "\($0)/.config" }
        let userFile = userFolder.map { "\($0)/lunette/\(Self.fileName)" }
        if let file = folder.flatMap(Self.projectFile), file != userFile, file != systemFile {
            read(file, .project, operations)
        }
        if let userFile { read(userFile, .user, operations) }
        read(systemFile, .system, operations)
    }

    /// The nearest `lunette.toml` in a folder or above it.
    static func projectFile(near folder: String) -> String? {
        projectFiles(near: absolutePath(folder)).first(where: isThere)
    }

    /// Where a project's file may lie, the nearest place first: the folder, from the root on, and
    /// those above it.
    public static func projectFiles(near folder: String) -> [String] {
        var paths: [String] = []
        var place = "\(folder == "/" ? "" : folder)/"[...]
        while let slash = place.utf8.lastIndex(of: UInt8(ascii: "/")) {
            paths.append("\(place[...slash])\(fileName)")
            place = place[..<slash]
        }
        return paths
    }

    private mutating func read(
        _ path: String, _ kind: SettingsLayer.Kind, _ operations: KnownOperations
    ) {
        guard isThere(path) else { return }
        do {
            let document = try TOMLDocument(
                path: path, source: try readFile(path, maximumSize: 1 << 20))
            layers.append(try SettingsLayer(document, kind: kind, operations: operations))
        } catch let error as TOMLError {
            problems.append(SettingsProblem(error))
        } catch let error as FileError {
            problems.append(SettingsProblem(path: path, message: error.reason))
        } catch {
            problems.append(SettingsProblem(path: path, message: "\(error)"))
        }
    }
}

// MARK: In force

extension Settings {
    public var region: Sourced<String>? { first(\.region) }
    public var profile: Sourced<String>? { first(\.profile) }
    public var endpoint: Sourced<String>? { first(\.endpoint) }
    public var logLevel: Sourced<String>? { first(\.logLevel) }
    public var logFormat: Sourced<String>? { first(\.logFormat) }
    public var color: Sourced<String>? { first(\.color) }
    public var timeLimit: Sourced<Duration>? { least(\.timeLimit) { $0 < $1 } }
    public var cpuLimit: Sourced<Duration>? { least(\.cpuLimit) { $0 < $1 } }
    public var memoryLimit: Sourced<ByteCount>? { least(\.memoryLimit) { $0.bytes < $1.bytes } }
    public var maxChanges: Sourced<Int>? { least(\.maxChanges) { $0 < $1 } }

    /// All policies: each takes away.
    public var policies: [OperatorPolicy] { layers.compactMap(\.policy) }

    /// Profiles that the files of people, not of projects, let scripts use.
    public var grantedProfiles: [String] { ofPeople { $0.profiles ?? [] } }

    /// Roles that they let scripts take on, as globs.
    public var grantedRoles: [String] { ofPeople { $0.roles ?? [] } }

    /// Profiles that want the account's name typed before anything changes.
    public var productionProfiles: [String] {
        layers.flatMap { $0.productionProfiles.map(\.value) }
    }

    private func first<Value>(_ value: (SettingsLayer) -> Sourced<Value>?) -> Sourced<Value>? {
        layers.lazy.compactMap(value).first
    }

    /// The environment's; else the first one of people's files, which a project's can narrow.
    private func least<Value>(
        _ value: (SettingsLayer) -> Sourced<Value>?, _ isLess: (Value, Value) -> Bool
    ) -> Sourced<Value>? {
        if let said = layers.first(where: { $0.kind == .environment }).flatMap(value) {
            return said
        }
        let project = layers.first { $0.kind == .project }.flatMap(value)
        let own = layers.filter { $0.kind != .project }.lazy.compactMap(value).first
        guard let project, let own else { return project ?? own }
        return isLess(project.value, own.value) ? project : own
    }

    private func ofPeople(_ list: (OperatorPolicy) -> [String]) -> [String] {
        layers.filter { $0.kind != .project }.compactMap(\.policy).flatMap(list)
    }
}
