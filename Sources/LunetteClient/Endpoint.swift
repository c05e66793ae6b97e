import LunetteBase

/// Where a product's API is reached in a region.
public struct Endpoint: Sendable, Hashable {
    public let scheme: String
    /// With the port, where one was given.
    public let authority: String
    /// This machine: an emulator's, never the cloud.
    public let isLoopback: Bool
    /// `https://host[:port]`.
    public let url: String

    /// Reads `https://host[:port]`, `http://127.0.0.1:port`, or a bare host, which means https but
    /// on loopback. Nil for anything else: a path, a query, another scheme.
    public init?(_ text: String) {
        let bare = text.hasSuffix("/") ? String(text.dropLast()) : text
        let isBare = bare.firstRange(of: "://") == nil
        guard let parts = URLParts(isBare ? "https://\(bare)" : bare) else { return nil }
        let scheme = isBare && parts.isLoopback ? "http" : parts.scheme
        guard scheme == "https" || scheme == "http",
            bare.utf8.count == parts.authority.utf8.count + (isBare ? 0 : scheme.utf8.count + 3)
        else { return nil }
        self.init(scheme: scheme, parts)
    }

    /// Where a URL leads, whatever its path; nil when it is none.
    public init?(ofURL url: String) {
        guard let parts = URLParts(url) else { return nil }
        self.init(parts)
    }

    /// Where a URL leads, whatever its path.
    init(_ parts: URLParts) {
        self.init(scheme: parts.scheme, parts)
    }

    private init(scheme: String, _ parts: URLParts) {
        self.scheme = scheme
        authority = parts.authority
        isLoopback = parts.isLoopback
        url = "\(scheme)://\(parts.authority)"
    }

    private init(host: String) {
        scheme = "https"
        authority = host
        isLoopback = false
        url = "https://\(host)"
    }

    /// The one that was given; nil for the scheme's own.
    public var port: UInt16? { URLParts(url)?.port }

    /// The cloud's own for a product and region; `isVPC` for the one inside the cloud's networks.
    public static func cloud(_ product: Product, regionID: String, isVPC: Bool) -> Endpoint {
        let network = isVPC ? "-vpc" : ""
        if product == .ecs, !isVPC, let host = ecsHosts[regionID] { return Endpoint(host: host) }
        if regionID.isEmpty { return Endpoint(host: "\(product.hostPrefix).aliyuncs.com") }
        return Endpoint(host: "\(product.hostPrefix)\(network).\(regionID).aliyuncs.com")
    }

    /// Regions whose public host does not follow the pattern (the vendor's product map).
    private static let ecsHosts = ["cn-hangzhou": "ecs-cn-hangzhou.aliyuncs.com"]
}

/// An API: its hosts' name and its version.
public struct Product: Sendable, Hashable {
    public let hostPrefix: String
    public let version: String

    public static let ecs = Product(hostPrefix: "ecs", version: "2014-05-26")
    public static let sts = Product(hostPrefix: "sts", version: "2015-04-01")
    public static let ram = Product(hostPrefix: "ram", version: "2015-05-01")
}
