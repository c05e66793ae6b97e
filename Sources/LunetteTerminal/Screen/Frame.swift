/// How large a terminal is, in cells.
public struct TerminalSize: Sendable, Hashable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// The rows that an entry takes on the screen, and the place of the cursor in them.
struct Frame: Sendable, Hashable {
    struct Row: Sendable, Hashable {
        var text: String
        var cells: Int
    }

    struct Place: Sendable, Hashable {
        var row = 0
        var column = 0
    }

    var rows: [Row] = []
    var cursor = Place()
}
