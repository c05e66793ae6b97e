import LunetteBase
import LunetteRunbook
import LunetteTerminal

/// Shows values in Lua's own form, on one line where they fit and on several where they do not;
/// a list of tables that look alike becomes a table.
struct ValuePrinter {
    let width: Int
    var hasTables = true

    /// The lines of a value.
    func lines(_ value: Outline) -> [StyledText] {
        if hasTables, case .table(let table) = value, let rows = ValueTable(table) {
            return rows.lines(width: width)
        }
        if hasTables, case .table(let table) = value, let record = ValueRecord(table) {
            return record.lines(width: width)
        }
        if case .string(let bytes, let count) = value { return text(bytes, count) }
        if case .error(let error) = value { return lines(error) }
        return block(value, indent: 0, prefix: StyledText(), suffix: "")
    }

    /// A string by itself is shown as it is; its line ends count.
    private func text(_ bytes: [UInt8], _ count: Int) -> [StyledText] {
        let text = printableLines(textShowingBytes(bytes))
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { StyledText(String($0), .string) }
        if count > bytes.count {
            lines.append(StyledText("… \(count - bytes.count) more bytes", .dim))
        }
        return lines
    }

    /// An error object that is a value: what it says, and what it means.
    private func lines(_ error: ErrorObject) -> [StyledText] {
        wrapped(printable(error.line), width: width).map { StyledText($0, .warning) }
            + wrapped(printableLines(error.explanation), width: width - 4).enumerated().map {
                StyledText(($0 == 0 ? "  = " : "    ") + $1)
            }
    }

    // MARK: Blocks

    private func block(
        _ value: Outline, indent: Int, prefix: StyledText, suffix: String
    ) -> [StyledText] {
        let margin = String(repeating: " ", count: indent)
        var flat = StyledText(margin)
        flat.append(prefix)
        if let inline = Self.inline(value, room: width - flat.cellWidth - suffix.count) {
            flat.append(inline)
            flat.append(suffix)
            return [flat]
        }
        guard case .table(let table) = value else {
            flat.append(Self.scalar(value))
            flat.append(suffix)
            return [flat]
        }
        flat.append("{")
        return [flat] + contents(table, indent: indent + 2) + [StyledText(margin + "}" + suffix)]
    }

    private func contents(_ table: TableOutline, indent: Int) -> [StyledText] {
        var lines: [StyledText] = []
        for element in table.elements {
            lines += block(element, indent: indent, prefix: StyledText(), suffix: ",")
        }
        let margin = String(repeating: " ", count: indent)
        if table.elements.count < table.elementCount {
            let more = table.elementCount - table.elements.count
            lines.append(StyledText("\(margin)… \(more) more", .dim))
        }
        for field in table.fields {
            var prefix = Self.key(field.key)
            prefix.append(" = ")
            lines += block(field.value, indent: indent, prefix: prefix, suffix: ",")
        }
        if table.fields.count < table.fieldCount {
            let more = table.fieldCount - table.fields.count
            lines.append(StyledText("\(margin)… \(more) more fields", .dim))
        }
        return lines
    }

    // MARK: On one line

    /// Nil: it does not fit.
    static func inline(_ value: Outline, room: Int) -> StyledText? {
        guard case .table(let table) = value else {
            let text = scalar(value)
            return text.cellWidth <= room ? text : nil
        }
        guard !table.isCut || table.elements.isEmpty && table.fields.isEmpty else { return nil }
        if table.isCut { return StyledText("{…}", .dim) }
        guard table.elementCount + table.fieldCount > 0 else { return StyledText("{}") }
        var text = StyledText("{ ")
        var isFirst = true
        for field in table.elements.map({ (key: Outline?.none, value: $0) })
            + table.fields.map({ (key: Optional($0.key), value: $0.value) })
        {
            if !isFirst { text.append(", ") }
            isFirst = false
            if let key = field.key {
                text.append(self.key(key))
                text.append(" = ")
            }
            guard let inner = inline(field.value, room: room - text.cellWidth - 2) else {
                return nil
            }
            text.append(inner)
        }
        text.append(" }")
        return text.cellWidth <= room ? text : nil
    }

    /// A value that is no table, on one line.
    static func scalar(_ value: Outline) -> StyledText {
        switch value {
        case .plain(let value):
            switch value {
            case .nothing: return StyledText("nil", .dim)
            case .null: return StyledText("json.null", .dim)
            case .boolean(let bool): return StyledText(String(bool), .keyword)
            case .integer(let integer): return StyledText(String(integer), .number)
            case .number(let number): return StyledText(numberText(number), .number)
            default: return StyledText("<\(value.typeName)>", .dim)
            }
        case .string(let bytes, let count):
            let more = count > bytes.count ? "…" : ""
            return StyledText(quoted(bytes) + more, .string)
        case .cycle: return StyledText("<cycle>", .dim)
        case .other(let name): return StyledText("<\(name)>", .dim)
        case .error(let error): return StyledText(printable(error.line), .warning)
        case .table: return StyledText("{…}", .dim)
        }
    }

    private static func numberText(_ number: Double) -> String {
        if number.isNaN { return "nan" }
        if number.isInfinite { return number < 0 ? "-inf" : "inf" }
        return String(number)
    }

    /// As Lua's source has it.
    static func quoted(_ bytes: [UInt8]) -> String {
        let marks = Array("\"\\".utf8)
        let marked = bytes.flatMap { marks.contains($0) ? [marks[1], $0] : [$0] }
        return "\"\(printable(textShowingBytes(marked)))\""
    }

    private static func key(_ key: Outline) -> StyledText {
        if case .string(let bytes, _) = key {
            let text = String(decoding: bytes, as: UTF8.self)
            let isName =
                text.first.map { $0.isLetter || $0 == "_" } == true
                && text.utf8.allSatisfy { isNamePart($0) } && !LuaLanguage.keywords.contains(text)
            if isName { return StyledText(text) }
        }
        var result = StyledText("[")
        result.append(scalar(key))
        result.append("]")
        return result
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || Character(Unicode.Scalar(byte)).isLetter && byte < 0x80
            || (0x30...0x39).contains(byte)
    }
}
