/// Why a cron expression was refused, and where.
public struct CronError: Error, Sendable, Hashable {
    public let expression: String
    /// The column of the mistake in the expression, counted from 1.
    public let column: Int
    public let message: String

    init(_ message: String, in expression: String, at column: Int) {
        self.message = message
        self.expression = expression
        self.column = column
    }
}
