import LunetteBase

/// A value, and where it comes from.
public struct Sourced<Value: Sendable>: Sendable {
    public let value: Value
    /// `$LUNETTE_REGION`, `/etc/lunette/lunette.toml:3`.
    public let origin: String

    public init(_ value: Value, origin: String) {
        self.value = value
        self.origin = origin
    }
}

extension Sourced: Equatable where Value: Equatable {}

/// Why a settings file cannot be relied upon, and where.
public struct SettingsProblem: Error, Sendable, Hashable {
    public let path: String
    /// Nil when the file itself cannot be read.
    public let position: TextPosition?
    public let message: String

    public init(_ error: TOMLError) {
        path = error.path
        position = error.position
        message = error.message
    }

    public init(path: String, message: String) {
        self.path = path
        position = nil
        self.message = message
    }

    /// One line, with the place.
    public var text: String {
        let place = position.map { ":\($0.line):\($0.column)" } ?? ""
        return "\(path)\(place): \(message)"
    }
}
