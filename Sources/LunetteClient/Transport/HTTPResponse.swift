import LunetteBase

/// An answer, of any status, with its body decompressed.
public struct HTTPResponse: Sendable {
    public let status: Int
    public let body: [UInt8]
    /// Header lines as they came: most answers' are never looked at.
    private let headerLines: [UInt8]

    public init(status: Int, headerLines: [UInt8] = [], body: [UInt8] = []) {
        self.status = status
        self.headerLines = headerLines
        self.body = body
    }

    /// The first header of this name, in any case, trimmed.
    public func header(_ name: String) -> String? {
        headers.header(named: name)
    }

    public var headers: [NamedValue] {
        headerLines.split(whereSeparator: { $0 == 0x0D || $0 == 0x0A }).compactMap { line in
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let value = line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
            return NamedValue(
                String(decoding: line[..<colon], as: UTF8.self),
                String(decoding: value, as: UTF8.self))
        }
    }
}
