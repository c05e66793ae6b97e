import LunetteSyntax

/// A file of tests: a chunk that returns a table in which every function is a test.
public struct TestFile: Sendable {
    /// As it was found, from where the command runs.
    public let path: String
    public let source: [UInt8]

    public init(path: String, source: [UInt8]) {
        self.path = path
        self.source = source
    }

    /// The folder that its `require`, and the runbooks that it runs, are looked for in.
    var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The name in messages.
    var chunk: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The names of the tests as the source has them, in its order, with their lines. A table
    /// that is put together some other way has none here.
    var places: [(name: String, line: Int)] {
        guard let tree = try? LuaParser.chunk(source),
            case .returned(let values)? = tree.statements.last?.form,
            case .table(let fields)? = values.first?.form
        else { return [] }
        return fields.compactMap { field in
            field.key?.string.map { ($0, field.place.line) }
        }
    }
}
