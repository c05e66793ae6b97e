import LunetteBase

/// What text takes on a terminal: columns ("cells"), not bytes and not scalars.
extension Character {
    /// How many columns it takes: 0, 1 or 2, and a tab four.
    public var cellWidth: Int {
        if let byte = asciiValue { return byte == 0x09 ? Self.tabWidth : 1 }
        var isEmoji = false
        var width = 0
        var count = 0
        for scalar in unicodeScalars {
            count += 1
            if width == 0 { width = scalar.cellWidth }
            if scalar.value == Self.emojiSelector || scalar.isRegionalIndicator { isEmoji = true }
        }
        return isEmoji && count > 1 ? 2 : width
    }

    /// Itself, or what stands for it on the screen: what controls a terminal is shown, never sent,
    /// and so is what turns the order of other text around.
    var shown: String {
        guard let scalar = unicodeScalars.first else { return "" }
        guard scalar.isTreacherous else { return String(self) }
        guard scalar.isASCII else { return "\u{FFFD}" }
        if scalar.value == 0x09 { return String(repeating: " ", count: Self.tabWidth) }
        // The pictures of control characters; U+2421 is that of DEL.
        let picture = scalar.value == 0x7F ? 0x2421 : 0x2400 + scalar.value
        return Unicode.Scalar(picture).map { String(Character($0)) } ?? "?"
    }

    private static let tabWidth = 4
    /// Asks for the picture of a character that also has a text form: two columns.
    private static let emojiSelector: UInt32 = 0xFE0F
}

extension Unicode.Scalar {
    fileprivate var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }

    fileprivate var cellWidth: Int {
        if isTreacherous { return 1 }
        return switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark: 0
        default: isWide ? 2 : 1
        }
    }

    /// Binary search.
    private var isWide: Bool {
        guard value >= wideCharacterRanges[0].lowerBound else { return false }
        var low = 0
        var high = wideCharacterRanges.count
        while low < high {
            let middle = (low + high) / 2
            let range = wideCharacterRanges[middle]
            if range.contains(value) { return true }
            if value < range.lowerBound { high = middle } else { low = middle + 1 }
        }
        return false
    }
}

extension StringProtocol {
    /// How many columns it takes on one line.
    public var cellWidth: Int { reduce(0) { $0 + $1.cellWidth } }

    /// As much of it as fits; what is cut off leaves an ellipsis.
    public func fitted(toCells width: Int) -> String {
        var used = 0
        for character in self {
            used += character.cellWidth
            if used > width { return width < 1 ? "" : prefixThatFits(width - 1) + "…" }
        }
        return String(self)
    }

    /// It, and spaces up to a width.
    public func padded(toCells width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - cellWidth))
    }

    private func prefixThatFits(_ width: Int) -> String {
        var used = 0
        return String(
            prefix { character in
                used += character.cellWidth
                return used <= width
            })
    }
}
