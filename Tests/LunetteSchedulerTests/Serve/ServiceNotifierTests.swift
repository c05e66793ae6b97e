import LunetteSystem
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A socket as systemd would listen on.
private struct NotifySocket {
    let path: String
    private let descriptor: Int32

    init() throws {
        path = "/tmp/lunette-notify-\(getpid())"
        unlink(path)
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length)
            }
        }
        try #require(result == 0)
    }

    func close() {
        Glibc.close(descriptor)
        unlink(path)
    }

    func next() -> String {
        var bytes = [UInt8](repeating: 0, count: 1_024)
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}

@Suite struct ServiceNotifierTests {
    @Test func `systemd hears how the service does`() throws {
        let socket = try NotifySocket()
        defer { socket.close() }
        let notifier = ServiceNotifier(
            Environment(["NOTIFY_SOCKET": socket.path, "WATCHDOG_USEC": "30000000"]))
        #expect(notifier.watchdogInterval == .seconds(30))
        notifier.ready("3 jobs")
        #expect(socket.next() == "READY=1\nSTATUS=3 jobs")
        notifier.reloading(uptime: .milliseconds(1_500))
        #expect(socket.next() == "RELOADING=1\nMONOTONIC_USEC=1500000")
        notifier.alive()
        #expect(socket.next() == "WATCHDOG=1")
        notifier.stopping()
        #expect(socket.next() == "STOPPING=1")
    }

    @Test(arguments: ["", "relative", "/" + String(repeating: "x", count: 200), "/nowhere/socket"])
    func `without a socket nothing is said`(path: String) {
        let notifier = ServiceNotifier(Environment(["NOTIFY_SOCKET": path]))
        notifier.ready("")
        #expect(notifier.watchdogInterval == nil)
    }
}
