#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a server cannot listen, in the system's words: `Address already in use`.
public struct PortError: Error, Hashable, CustomStringConvertible {
    public let description: String

    init(_ reason: Int32) {
        description = String(cString: strerror(reason))
    }
}
