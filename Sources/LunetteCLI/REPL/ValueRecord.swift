import LunetteBase
import LunetteRunbook
import LunetteTerminal

/// A table that has lists of like tables among its fields, as an answer of the service does: the
/// lists are shown as tables, and the other fields beside them.
struct ValueRecord {
    private let lists: [(name: String, rows: ValueTable)]
    private let rest: TableOutline

    /// Nil when there is no such list in it.
    init?(_ table: TableOutline) {
        guard table.elementCount == 0, !table.isCut else { return nil }
        var lists: [(name: String, rows: ValueTable)] = []
        var rest = table
        rest.fields = []
        for field in table.fields {
            guard case .string(let name, _) = field.key else { return nil }
            if case .table(let inner) = field.value, let rows = ValueTable(inner) {
                lists.append((printable(textShowingBytes(name)), rows))
            } else {
                rest.fields.append(field)
            }
        }
        guard !lists.isEmpty else { return nil }
        rest.fieldCount = rest.fields.count
        self.lists = lists
        self.rest = rest
    }

    /// What fits in a line stands below the lists, else above them.
    func lines(width: Int) -> [StyledText] {
        let tables = lists.flatMap { list in
            [StyledText("\(list.name):", .bold)] + list.rows.lines(width: width)
        }
        if rest.fields.isEmpty { return tables }
        let printer = ValuePrinter(width: width, hasTables: false)
        let line = ValuePrinter.inline(.table(rest), room: width)
        return line.map { tables + [$0] } ?? printer.lines(.table(rest)) + tables
    }
}
