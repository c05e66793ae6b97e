/// A size in bytes that people write as `64MiB`.
public struct ByteCount: Sendable, Hashable {
    public let bytes: Int

    public init(bytes: Int) {
        self.bytes = bytes
    }

    /// Reads `512`, `64KiB`, `256MiB`, `1GiB`; nil for anything else.
    public init?(text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count)
        guard let count = Int(digits), let shift = Self.shifts[String(unit)],
            count <= Int.max >> shift
        else { return nil }
        bytes = count << shift
    }

    /// `256MiB`, in the largest unit that divides it.
    public var text: String {
        for unit in ["GiB", "MiB", "KiB"] {
            if let shift = Self.shifts[unit], bytes > 0, bytes & ((1 << shift) - 1) == 0 {
                return "\(bytes >> shift)\(unit)"
            }
        }
        return "\(bytes)B"
    }

    private static let shifts = ["": 0, "B": 0, "KiB": 10, "MiB": 20, "GiB": 30]
}
