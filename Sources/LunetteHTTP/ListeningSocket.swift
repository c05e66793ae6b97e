import CLunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A port of 127.0.0.1 that listens. Who connects waits until a server is started on it, which then
/// owns it.
public struct ListeningSocket: Sendable {
    let descriptor: Int32
    public let port: Int

    /// Port 0 is any free one. Throws a `PortError` when the port is taken.
    public init(port: Int = 0) throws(PortError) {
        guard var number = UInt16(exactly: port) else { throw PortError(EADDRNOTAVAIL) }
        descriptor = clunette_listen_on_loopback(&number)
        guard descriptor >= 0 else { throw PortError(clunette_errno()) }
        self.port = Int(number)
    }
}
