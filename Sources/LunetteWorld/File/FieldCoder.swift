import LunetteBase

/// Goes over a record's fields once, either reading them from a JSON object or writing them into
/// one: so a record's format is written down in one place only.
struct FieldCoder {
    /// What is read; nil while writing.
    private let source: JSONObject?
    private(set) var written = JSONObject()
    private let writesDefaults: Bool
    private var known: [String] = []

    /// `writesDefaults`: also what a file may leave out.
    init(reading source: JSONObject?, writesDefaults: Bool = false) {
        self.source = source
        self.writesDefaults = writesDefaults
    }

    var isReading: Bool { source != nil }

    /// A field that must be there.
    mutating func code<Value: FileValue>(_ name: String, _ value: inout Value)
        throws(FileMistake)
    {
        known.append(name)
        guard let source else { return written.append(name, value.fileValue) }
        guard let member = source[name] else { throw FileMistake("\"\(name)\" is missing") }
        value = try Self.read(member, name)
    }

    /// A field that may be left out, and is when it has its default.
    mutating func code<Value: FileValue & Equatable>(
        _ name: String, _ value: inout Value, default usual: Value
    ) throws(FileMistake) {
        known.append(name)
        if let source {
            guard let member = source[name] else {
                value = usual
                return
            }
            value = try Self.read(member, name)
        } else if writesDefaults || value != usual {
            written.append(name, value.fileValue)
        }
    }

    /// A field that may be left out, for none.
    mutating func code<Value: FileValue>(_ name: String, _ value: inout Value?)
        throws(FileMistake)
    {
        known.append(name)
        if let source {
            guard let member = source[name] else {
                value = nil
                return
            }
            let read: Value = try Self.read(member, name)
            value = read
        } else if let value {
            written.append(name, value.fileValue)
        }
    }

    /// Refuses members that no field has claimed.
    func finish() throws(FileMistake) {
        guard let source else { return }
        for name in source.names where !known.contains(name) {
            let hint = suggestion(for: name, among: known).map { ", did you mean \"\($0)\"?" } ?? ""
            throw FileMistake("\"\(name)\" is unknown\(hint)", at: [.member(name)])
        }
    }

    private static func read<Value: FileValue>(_ member: JSONValue, _ name: String)
        throws(FileMistake) -> Value
    {
        do {
            return try Value(fileValue: member)
        } catch {
            throw error.inside(.member(name))
        }
    }
}
