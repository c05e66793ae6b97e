import LunetteBase
import LunetteClient
import LunetteSystem

/// A place that a script may send notifications to: whoever runs it named the place, and the
/// script neither sees the URL, which is as good as a password, nor can make one.
public struct Webhook: Sendable, Hashable {
    /// The whole URL.
    let url: Secret
    /// Host and port: all that is ever shown.
    let host: String

    /// Nil for what must not be sent to: plain HTTP beyond this machine, and what is no URL.
    init?(_ url: Secret) {
        guard let endpoint = Endpoint(ofURL: url.reveal()),
            endpoint.scheme == "https" || endpoint.scheme == "http" && endpoint.isLoopback,
            Self.isHost(endpoint.authority), endpoint.port != nil || !endpoint.authority.hasPort
        else { return nil }
        self.url = url
        host = endpoint.authority
    }

    /// What is shown must not hold what somebody pasted into the wrong place.
    private static func isHost(_ authority: String) -> Bool {
        authority.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
                true
            default: false
            }
        }
    }

    var hostWithoutPort: String {
        guard host.hasPort, let colon = host.lastIndex(of: ":") else { return host }
        return String(host[..<colon])
    }

    /// What stands behind the host, where services keep their tokens.
    var path: Secret {
        let text = url.reveal()
        let end = text.firstRange(of: host)?.upperBound ?? text.startIndex
        return Secret(String(text[end...]))
    }

    /// The ports that URLs name, of those that words of a command line say are in variables and
    /// files; what a command prints is not known yet.
    public static func ports(in words: [String], _ environment: Environment) -> [UInt16] {
        SecretSource.sources(in: words).compactMap { source in
            source.textAtHand(environment).flatMap { Endpoint(ofURL: $0)?.port }
        }
    }
}

extension String {
    /// Whether something stands behind the host where a port belongs.
    fileprivate var hasPort: Bool {
        let end = lastIndex(of: "]") ?? startIndex
        return self[end...].contains(":")
    }
}
