import LunetteBase
import LunetteRunbook
import LunetteTerminal

/// A list of tables that look alike, as a table: what tells them apart comes first, and what does
/// not fit is left out and named.
struct ValueTable {
    private let table: TableOutline
    private let columns: [String]
    private let rows: [[String: Outline]]

    /// Nil when the list is none of like tables.
    init?(_ table: TableOutline) {
        guard !table.elements.isEmpty else { return nil }
        var rows: [[String: Outline]] = []
        for element in table.elements {
            guard case .table(let inner) = element, inner.elementCount == 0, !inner.fields.isEmpty
            else { return nil }
            var row: [String: Outline] = [:]
            for field in inner.fields {
                guard case .string(let name, _) = field.key else { return nil }
                row[printable(textShowingBytes(name))] = field.value
            }
            rows.append(row)
        }
        guard Self.areAlike(rows) else { return nil }
        self.table = table
        self.rows = rows
        columns = Self.columns(rows)
    }

    /// Half of all fields that occur are in every row.
    private static func areAlike(_ rows: [[String: Outline]]) -> Bool {
        guard let first = rows.first else { return false }
        var shared = Set(first.keys)
        var all = shared
        for row in rows.dropFirst() {
            shared.formIntersection(row.keys)
            all.formUnion(row.keys)
        }
        return !shared.isEmpty && 2 * shared.count >= all.count
    }

    // MARK: Columns

    /// The most telling first: what names a row, then what differs.
    private static func columns(_ rows: [[String: Outline]]) -> [String] {
        let names = Set(rows.flatMap(\.keys))
        return names.map { name in (name, rank(name, rows)) }
            .filter { $0.1 < 100 }
            .sorted { ($0.1, $0.0.count, $0.0) < ($1.1, $1.0.count, $1.0) }
            .map(\.0)
    }

    /// Smaller is more telling; 100 and more is not shown.
    private static func rank(_ name: String, _ rows: [[String: Outline]]) -> Int {
        let cells = rows.map { cell($0[name]).text }
        if cells.allSatisfy(\.isEmpty) || cells.allSatisfy({ $0 == "{…}" }) { return 100 }
        if let rank = ofRules[name] { return rank }
        let distinct = Set(cells).count
        let isUnique = distinct == rows.count
        if name.hasSuffix("_id") || name == "id", isUnique { return ownIDRank(name) }
        if name == "host_name" { return 45 }
        if name.hasSuffix("ip_address") || name.hasSuffix("ip_addresses") { return 36 }
        if name.hasSuffix("_name") || name == "name" {
            return distinct > 1 || rows.count == 1 ? 20 : 60
        }
        if name == "status" || name == "state" || name == "kind" { return 30 }
        if name.hasSuffix("_group_ids") { return 35 }
        if name.hasSuffix("_type") || name == "type" { return 40 }
        if distinct == 1, rows.count > 1 { return 80 }
        return name.hasSuffix("_id") ? 50 : 55
    }

    /// What a rule of a group says, whether or not all say the same.
    private static let ofRules = [
        "ip_protocol": 11, "port_range": 12, "source_cidr_ip": 13, "ipv6_source_cidr_ip": 14,
        "dest_cidr_ip": 15, "ipv6_dest_cidr_ip": 16, "source_group_id": 17, "dest_group_id": 18,
        "policy": 19, "priority": 20, "direction": 21,
    ]

    /// The id of what is listed comes before those of what it belongs to.
    private static func ownIDRank(_ name: String) -> Int {
        let own = ["instance_id", "security_group_id", "network_interface_id", "id"]
        return own.firstIndex(of: name) ?? 10
    }

    private static func cell(_ value: Outline?) -> TextTable.Cell {
        switch value {
        case nil: return TextTable.Cell("")
        case .string(let bytes, _):
            return TextTable.Cell(printable(textShowingBytes(bytes)))
        case .table(let table) where table.fields.isEmpty && !table.isCut:
            return TextTable.Cell(list(table))
        case let value?:
            let text = ValuePrinter.scalar(value)
            let style = text.runs.first?.style ?? .plain
            return TextTable.Cell(text.plain, style, isRightAligned: style == .number)
        }
    }

    /// A short list of plain values in one cell.
    private static func list(_ table: TableOutline) -> String {
        var texts: [String] = []
        for element in table.elements {
            if case .table = element { return "{…}" }
            texts.append(cell(element).text)
        }
        return texts.joined(separator: " ")
    }

    // MARK: Lines

    func lines(width: Int) -> [StyledText] {
        let shown = TextTable(
            header: columns, rows: rows.map { row in columns.map { Self.cell(row[$0]) } })
        let (tableLines, count) = shown.lines(width: width)
        var lines = tableLines
        lines.append(StyledText(footer(shownColumns: count), .dim))
        for field in table.fields where !field.key.isPosition {
            lines += ValuePrinter(width: width).lines(field)
        }
        return lines.map { $0.fitted(toCells: width) }
    }

    private func footer(shownColumns: Int) -> String {
        let rows =
            table.elements.count < table.elementCount
            ? "first \(table.elements.count) of \(table.elementCount) rows"
            : "\(table.elementCount) row\(table.elementCount == 1 ? "" : "s")"
        let all = Set(self.rows.flatMap(\.keys)).count
        let hidden = all - shownColumns
        return hidden > 0 ? "\(rows), \(hidden) more field\(hidden == 1 ? "" : "s")" : rows
    }
}

extension Outline {
    fileprivate var isPosition: Bool {
        if case .plain(.integer) = self { true } else { false }
    }
}

extension ValuePrinter {
    /// A field beside a list: `complete = true`.
    fileprivate func lines(_ field: TableOutline.Field) -> [StyledText] {
        var line = StyledText()
        if case .string(let name, _) = field.key {
            line.append(printable(textShowingBytes(name)), .dim)
        }
        line.append(" = ", .dim)
        line.append(Self.inline(field.value, room: width) ?? Self.scalar(field.value))
        return [line]
    }
}
