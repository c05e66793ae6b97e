/// A terminal's screen after the bytes that a program wrote: what a person would see. Knows the
/// sequences that Lunette uses, wraps as xterm does, and wraps anew when its width changes.
public struct ScreenModel: Sendable {
    /// One row: a character a cell, and an empty text behind one that takes two.
    private struct Row {
        var cells: [String] = []
        /// The next row goes on with the same line.
        var isWrapped = false

        var text: String {
            var text = cells.joined()
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    public private(set) var columns: Int
    public private(set) var height: Int
    private var rows: [Row]
    /// Rows that have left the screen at its top.
    private var past: [Row] = []
    private var row = 0
    private var column = 0
    /// The last cell of a row is filled, and the next character begins a new one.
    private var mustWrap = false
    /// What is too long for a row goes on in the next; else it is cut off.
    private var wraps = true
    private var saved: (rows: [Row], row: Int, column: Int)?
    private var pending: [UInt8] = []
    /// How many bytes came in all.
    public private(set) var byteCount = 0

    public init(columns: Int, rows: Int) {
        self.columns = columns
        height = rows
        self.rows = Array(repeating: Row(), count: rows)
    }

    /// The rows as text, without spaces at their ends and without empty ones at the bottom.
    public var lines: [String] {
        var lines = rows.map(\.text)
        while lines.last == "" { lines.removeLast() }
        return lines
    }

    /// Everything that was ever on the screen and was not taken back.
    public var transcript: [String] { past.map(\.text) + lines }

    /// From 0.
    public var cursor: (row: Int, column: Int) { (row, column) }

    public var text: String { lines.joined(separator: "\n") }

    // MARK: Input

    public mutating func feed(_ bytes: some Sequence<UInt8>) {
        pending.append(contentsOf: bytes)
        byteCount += pending.count
        var index = 0
        while index < pending.count {
            guard let used = take(pending[index...]) else { break }
            index += used
        }
        pending.removeFirst(index)
        byteCount -= pending.count
    }

    /// How many bytes were understood; nil: the rest must come first.
    private mutating func take(_ bytes: ArraySlice<UInt8>) -> Int? {
        switch bytes[bytes.startIndex] {
        case 0x1B: return escape(bytes)
        case 0x0D:
            column = 0
            mustWrap = false
            return 1
        case 0x0A:
            rows[row].isWrapped = false
            lineFeed()
            return 1
        case 0x08:
            column = max(0, column - 1)
            return 1
        case 0x09:
            column = min(columns - 1, (column / 8 + 1) * 8)
            return 1
        case 0..<0x20: return 1
        default: return text(bytes)
        }
    }

    private mutating func text(_ bytes: ArraySlice<UInt8>) -> Int? {
        var run = bytes.prefix { $0 >= 0x20 }
        while let last = run.last, run.count == bytes.count, last >= 0xC0 { run.removeLast() }
        // A character may be cut off; at most three bytes of it wait.
        var decoded = String(validating: run, as: UTF8.self)
        while decoded == nil, !run.isEmpty {
            run.removeLast()
            decoded = String(validating: run, as: UTF8.self)
        }
        guard let decoded, !run.isEmpty else { return nil }
        for character in decoded { put(character) }
        return run.count
    }

    private mutating func put(_ character: Character) {
        let width = Self.width(character)
        if width == 0, column > 0, column <= rows[row].cells.count {
            rows[row].cells[column - 1] += String(character)
            return
        }
        if (mustWrap || column + width > columns), !wraps { return }
        if mustWrap || column + width > columns {
            rows[row].isWrapped = true
            lineFeed()
            column = 0
        }
        pad(to: column + width)
        rows[row].cells[column] = String(character)
        if width == 2 { rows[row].cells[column + 1] = "" }
        column += width
        mustWrap = column >= columns
        if mustWrap { column = columns - 1 }
    }

    /// By rough ranges, independent of the program's own table.
    private static func width(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        switch first.value {
        case 0x300..<0x370, 0x200B...0x200F: return 0
        case 0x1100..<0x1160, 0x2E80..<0xA4D0, 0xAC00..<0xD7A4, 0xF900..<0xFB00, 0xFF00..<0xFF61,
            0x1F300..<0x1F650, 0x1F680..<0x1F700, 0x1F900..<0x1FB00, 0x20000..<0x40000:
            return 2
        default: return 1
        }
    }

    private mutating func pad(to count: Int) {
        while rows[row].cells.count < count { rows[row].cells.append(" ") }
    }

    private mutating func lineFeed() {
        mustWrap = false
        if row + 1 < height {
            row += 1
        } else {
            past.append(rows.removeFirst())
            rows.append(Row())
        }
    }

    // MARK: Sequences

    private mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let second = bytes.dropFirst().first else { return nil }
        guard second == UInt8(ascii: "[") else { return 2 }
        let body = bytes.dropFirst(2)
        let parameters = body.prefix { (0x20...0x3F).contains($0) }
        guard let final = body.dropFirst(parameters.count).first else { return nil }
        let words = String(decoding: parameters, as: UTF8.self)
        let numbers = words.split(separator: ";").map { Int($0) ?? 0 }
        perform(Character(Unicode.Scalar(final)), words, numbers)
        return parameters.count + 3
    }

    private mutating func perform(_ final: Character, _ words: String, _ numbers: [Int]) {
        let count = max(1, numbers.first ?? 1)
        if !"mhl".contains(final) { mustWrap = false }
        switch final {
        case "A": row = max(0, row - count)
        case "B": row = min(height - 1, row + count)
        case "C": column = min(columns - 1, column + count)
        case "D": column = max(0, column - count)
        case "H":
            row = min(height, numbers.first ?? 1) - 1
            column = min(columns, numbers.count > 1 ? numbers[1] : 1) - 1
        case "J" where numbers.first == 2: rows = Array(repeating: Row(), count: height)
        case "J":
            eraseLine()
            for index in (row + 1)..<max(row + 1, height) { rows[index] = Row() }
        case "K": eraseLine()
        case "h" where words == "?7": wraps = true
        case "l" where words == "?7": wraps = false
        case "h" where words == "?1049":
            saved = (rows, row, column)
            rows = Array(repeating: Row(), count: height)
        case "l" where words == "?1049":
            if let saved { (rows, row, column) = saved }
            saved = nil
            // The screen may have another height by now.
            while rows.count < height { rows.append(Row()) }
            while rows.count > height {
                past.append(rows.removeFirst())
                row = max(0, row - 1)
            }
        default: break
        }
    }

    private mutating func eraseLine() {
        rows[row].cells.removeLast(max(0, rows[row].cells.count - column))
        rows[row].isWrapped = false
    }

    // MARK: Size

    /// Wraps all lines anew, as tmux and most terminals do.
    public mutating func resize(columns: Int, rows newHeight: Int) {
        var reflowed: [Row] = []
        var newRow = 0
        var newColumn = 0
        var line: [String] = []
        var cursorInLine: Int?
        for (index, one) in rows.enumerated() {
            if index == row { cursorInLine = line.count + column }
            line += one.cells
            if one.isWrapped, index + 1 < rows.count { continue }
            let start = reflowed.count
            repeat {
                let piece = Row(
                    cells: Array(line.prefix(columns)), isWrapped: line.count > columns)
                reflowed.append(piece)
                line.removeFirst(min(columns, line.count))
            } while !line.isEmpty
            if let cursor = cursorInLine {
                newRow = start + cursor / columns
                newColumn = cursor % columns
                while reflowed.count <= newRow { reflowed.append(Row()) }
                cursorInLine = nil
            }
        }
        self.columns = columns
        height = newHeight
        while let last = reflowed.last, last.cells.isEmpty, reflowed.count > max(height, newRow + 1)
        { reflowed.removeLast() }
        while reflowed.count > height {
            past.append(reflowed.removeFirst())
            newRow -= 1
        }
        while reflowed.count < height { reflowed.append(Row()) }
        (rows, row, column, mustWrap) = (reflowed, max(0, newRow), newColumn, false)
    }
}
