/// Turns the bytes that a terminal sends into keys, however they are cut into reads.
public struct KeyDecoder: Sendable {
    private var pending: [UInt8] = []
    private var pasted: [UInt8]?

    public init() {}

    /// Whether bytes wait for what follows them: a lone ESC is a key only when nothing does.
    public var isUndecided: Bool { !pending.isEmpty || pasted != nil }

    /// Whether a paste is under way.
    public var isPasting: Bool { pasted != nil }

    /// The keys that are complete with these bytes.
    public mutating func keys(from bytes: some Sequence<UInt8>) -> [Key] {
        pending.append(contentsOf: bytes)
        var keys: [Key] = []
        var index = 0
        while index < pending.count {
            if pasted != nil {
                guard let key = continuePaste(&index) else { break }
                keys.append(key)
            } else {
                guard let (key, count) = Self.key(pending[index...]) else { break }
                index += count
                if key == nil { pasted = [] } else { Self.append(key, to: &keys) }
            }
        }
        pending.removeFirst(min(index, pending.count))
        return keys
    }

    /// What undecided bytes mean when nothing has followed them for a while.
    public mutating func keysAfterSilence() -> [Key] {
        defer {
            pending = []
            pasted = nil
        }
        if let pasted { return [.paste(Self.text(pasted + pending))] }
        return pending.first == 0x1B ? [.escape] : []
    }

    private static func append(_ key: Key?, to keys: inout [Key]) {
        guard let key else { return }
        if case .text(let text) = key, case .text(let before) = keys.last {
            keys[keys.count - 1] = .text(before + text)
        } else {
            keys.append(key)
        }
    }

    // MARK: Paste

    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    /// Takes what is pending into the paste; the paste once its end has come.
    private mutating func continuePaste(_ index: inout Int) -> Key? {
        let rest = pending[index...]
        if let end = rest.firstRange(of: Self.pasteEnd) {
            let text = Self.text((pasted ?? []) + rest[..<end.lowerBound])
            index = end.upperBound
            pasted = nil
            return .paste(text)
        }
        // The end's first bytes may have come already.
        let held = (1..<Self.pasteEnd.count).last {
            rest.suffix($0).elementsEqual(Self.pasteEnd.prefix($0))
        }
        pasted?.append(contentsOf: rest.dropLast(held ?? 0))
        index = pending.count - (held ?? 0)
        return nil
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
            .replacing("\r", with: "\n")
    }

    // MARK: Keys

    /// The first key and how many bytes it takes; nil: more must come. A key of nil begins a
    /// paste.
    private static func key(_ bytes: ArraySlice<UInt8>) -> (key: Key?, count: Int)? {
        guard let first = bytes.first else { return nil }
        switch first {
        case 0x1B: return escaped(bytes)
        case 0x0D, 0x0A: return (.enter, 1)
        case 0x09: return (.tab, 1)
        case 0x7F, 0x08: return (.backspace, 1)
        case 0x1F: return (.control("_"), 1)
        case 0..<0x20: return (.control(letter(first + 0x60)), 1)
        default: return text(bytes)
        }
    }

    private static func letter(_ byte: UInt8) -> Character { Character(Unicode.Scalar(byte)) }

    /// A run of printable characters; a character that is cut off waits for its rest.
    private static func text(_ bytes: ArraySlice<UInt8>) -> (key: Key?, count: Int)? {
        var run = bytes.prefix { $0 >= 0x20 && $0 != 0x7F }
        if run.count == bytes.count { run = run.dropLast(unfinishedCount(run)) }
        guard !run.isEmpty else { return nil }
        return (.text(String(decoding: run, as: UTF8.self)), run.count)
    }

    /// How many bytes at the end begin a character whose rest is missing.
    private static func unfinishedCount(_ bytes: ArraySlice<UInt8>) -> Int {
        for (distance, byte) in bytes.reversed().prefix(4).enumerated() where byte & 0xC0 != 0x80 {
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > distance + 1 ? distance + 1 : 0
        }
        return 0
    }

    private static func escaped(_ bytes: ArraySlice<UInt8>) -> (key: Key?, count: Int)? {
        guard let second = bytes.dropFirst().first else { return nil }
        switch second {
        case UInt8(ascii: "["): return controlSequence(bytes)
        case UInt8(ascii: "O"):
            guard let third = bytes.dropFirst(2).first else { return nil }
            return (plainFinals[third] ?? .unknown, 3)
        case 0x1B: return (.escape, 1)
        case 0x0D, 0x0A: return (.altEnter, 2)
        case 0x7F, 0x08: return (.altBackspace, 2)
        case 0x21..<0x7F: return (.alt(letter(second)), 2)
        default: return (.unknown, 2)
        }
    }

    private static let plainFinals: [UInt8: Key] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
        UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
        UInt8(ascii: "Z"): .backTab, UInt8(ascii: "M"): .enter,
    ]

    private static let tildeKeys: [Int: Key] = [
        1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    ]

    /// `ESC [ parameters final` (ECMA-48 §5.4).
    private static func controlSequence(_ bytes: ArraySlice<UInt8>) -> (key: Key?, count: Int)? {
        let body = bytes.dropFirst(2)
        let parameters = body.prefix { (0x20...0x3F).contains($0) }
        guard let final = body.dropFirst(parameters.count).first else { return nil }
        let count = parameters.count + 3
        let numbers = String(decoding: parameters, as: UTF8.self).split(separator: ";")
            .map { Int($0) ?? 0 }
        // A paste's end without its beginning is nothing.
        if final == UInt8(ascii: "~"), numbers.first == 200 { return (nil, count) }
        return (key(final: final, numbers), count)
    }

    private static func key(final: UInt8, _ numbers: [Int]) -> Key {
        let isModified = numbers.count > 1 && [3, 5, 7].contains(numbers[1])
        switch final {
        case UInt8(ascii: "~"):
            // `CSI 27 ; modifier ; code ~` is how xterm sends modified keys.
            if numbers.count == 3, numbers[0] == 27 { return modified(numbers[2]) }
            return numbers.first.flatMap { tildeKeys[$0] } ?? .unknown
        case UInt8(ascii: "u"): return numbers.first.map(modified) ?? .unknown
        case UInt8(ascii: "C") where isModified: return .wordRight
        case UInt8(ascii: "D") where isModified: return .wordLeft
        default: return plainFinals[final] ?? .unknown
        }
    }

    /// Enter with Shift, Alt or Ctrl, where a terminal tells it from Enter alone.
    private static func modified(_ code: Int) -> Key {
        switch code {
        case 13: .altEnter
        case 9: .backTab
        case 127: .altBackspace
        case 27: .escape
        default: .unknown
        }
    }
}
