/// What a transport must know of a URL before it hands it on.
struct URLParts: Sendable, Hashable {
    let scheme: String
    /// Lower case, without the port; an IPv6 address without its brackets.
    let host: String
    /// Host and port as written: what the header `Host` says.
    let authority: String

    /// Nil for anything but `scheme://host[:port][/…]`; names and passwords in it are refused.
    init?(_ url: String) {
        guard let mark = url.firstRange(of: "://"), mark.lowerBound > url.startIndex else {
            return nil
        }
        let rest = url[mark.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.isEmpty, !authority.contains("@") else { return nil }
        scheme = url[..<mark.lowerBound].lowercased()
        self.authority = String(authority)
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[authority.index(after: authority.startIndex)..<end].lowercased()
        } else {
            host = authority.prefix { $0 != ":" }.lowercased()
        }
        guard !host.isEmpty else { return nil }
    }

    /// Whether the host is this machine: `localhost`, `::1` or 127.0.0.0/8. Other names are not
    /// looked up: where they lead can change after the check.
    var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
