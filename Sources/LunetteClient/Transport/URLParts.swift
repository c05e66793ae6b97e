/// What a transport must know of a URL before it hands it on.
struct URLParts: Sendable, Hashable {
    let scheme: String
    /// Lower case, without the port; an IPv6 address without its brackets.
    let host: String
    /// Host and port as written: what the header `Host` says.
    let authority: String
    /// The one that is written; nil for the scheme's own.
    let port: UInt16?
    /// Whether the host is this machine: `localhost`, `::1` or 127.0.0.0/8. Other names are not
    /// looked up: where they lead can change after the check.
    let isLoopback: Bool

    /// Nil for anything but `scheme://host[:port][/…]`; names and passwords in it are refused.
    init?(_ url: String) {
        let bytes = url.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex,
            bytes[colon...].starts(with: "://".utf8)
        else { return nil }
        let start = bytes.index(colon, offsetBy: 3)
        let end = bytes[start...].firstIndex(where: Self.endsAuthority) ?? bytes.endIndex
        let authority = bytes[start..<end]
        guard !authority.isEmpty, !authority.contains(UInt8(ascii: "@")) else { return nil }
        scheme = url[..<colon].lowercased()
        self.authority = String(url[start..<end])
        if authority.first == UInt8(ascii: "[") {
            guard let close = authority.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            host = url[bytes.index(after: start)..<close].lowercased()
            port = Self.port(authority[close...].dropFirst())
        } else {
            let colon = authority.firstIndex(of: UInt8(ascii: ":")) ?? end
            host = url[start..<colon].lowercased()
            port = Self.port(authority[colon...])
        }
        guard !host.isEmpty else { return nil }
        isLoopback = Self.isLoopback(host)
    }

    private static func endsAuthority(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
    }

    private static func port(_ text: Substring.UTF8View) -> UInt16? {
        text.first == UInt8(ascii: ":") ? UInt16(Substring(text.dropFirst())) : nil
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return host.hasPrefix("127.") && parts.count == 4
            && parts.allSatisfy { UInt8(Substring($0)) != nil }
    }
}
