#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The environment's variables, as they were when it was made.
public struct Environment: Sendable {
    // A list: a table's first key costs a start more than all the looks into one so short.
    private let entries: [(name: String, value: String)]

    public init(_ variables: [String: String]) {
        entries = variables.map { (name: $0.key, value: $0.value) }
    }

    /// The process's own, read once: nothing changes them.
    public static let process = Environment(ofTheProcess: environ)

    private init(ofTheProcess variables: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) {
        var entries: [(name: String, value: String)] = []
        var next = variables
        while let entry = next.pointee {
            // By bytes: characters would cost a third of a millisecond in every start.
            let text = String(cString: entry)
            if let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
                let value = text.utf8.index(after: equals)
                entries.append((name: String(text[..<equals]), value: String(text[value...])))
            }
            next += 1
        }
        self.entries = entries
    }

    /// All of them, by name.
    public var variables: [String: String] {
        Dictionary(entries.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// A variable's value; an empty one counts as not set.
    public subscript(name: String) -> String? {
        guard let value = entries.first(where: { $0.name == name })?.value, !value.isEmpty else {
            return nil
        }
        return value
    }
}
