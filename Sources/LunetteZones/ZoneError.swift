/// Why a time zone cannot be used.
public struct ZoneError: Error, Sendable, Hashable {
    public let name: String
    public let reason: String
}
