/// The first line in which two outputs differ.
struct Difference: CustomStringConvertible {
    let line: Int
    let stock: String
    let ours: String

    /// Nil when they are the same.
    init?(_ stock: [UInt8], _ ours: [UInt8]) {
        if stock == ours { return nil }
        let (stockLines, ourLines) = (Self.lines(stock), Self.lines(ours))
        let same = zip(stockLines, ourLines).prefix { $0 == $1 }.count
        line = same + 1
        self.stock = same < stockLines.count ? stockLines[same] : "(nothing)"
        self.ours = same < ourLines.count ? ourLines[same] : "(nothing)"
    }

    var description: String {
        "line \(line)\n        stock: \(stock)\n        ours:  \(ours)"
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
