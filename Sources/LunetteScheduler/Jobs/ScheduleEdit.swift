import LunetteBase
import LunetteSettings

/// Changes to the text of `schedules.toml` that leave everything else as people wrote it.
public struct ScheduleEdit: Sendable {
    /// Why a text cannot be changed for people.
    public enum Refusal: Error, Sendable, Hashable {
        case unknownJob(String)
        case nameTaken(String)
        /// It is not written as a table `[jobs.NAME]`; the line where it is.
        case notATable(String, line: Int)
        /// The file does not parse, or the changed one would not.
        case broken(TOMLError)
    }

    private let path: String
    private var lines: [Substring]

    public init(path: String, source: [UInt8]) throws(Refusal) {
        self.path = path
        let text = String(decoding: source, as: UTF8.self)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        _ = try document()
    }

    public var text: String { lines.joined(separator: "\n") }

    /// Appends a job: `body` is its table without the header.
    public mutating func add(_ name: String, body: [String]) throws(Refusal) {
        let others = try names()
        guard !others.contains(name) else { throw .nameTaken(name) }
        while lines.last?.isEmpty == true { lines.removeLast() }
        if !lines.isEmpty { lines.append("") }
        lines.append("[jobs.\(name)]")
        lines += body.map { $0[...] }
        lines.append("")
        try check(expecting: others + [name])
    }

    /// Takes a job out, with the tables below it. Comments that stand before the next table stay.
    public mutating func remove(_ name: String) throws(Refusal) {
        let others = try names().filter { $0 != name }
        let header = try header(of: name)
        var end = header + 1
        while end < lines.count {
            if isHeader(lines[end]), !belongs(lines[end], to: name) { break }
            end += 1
        }
        while end > header + 1, isComment(lines[end - 1]) || lines[end - 1].isEmpty { end -= 1 }
        lines.removeSubrange(header..<end)
        // Not two empty lines where the job was.
        if header > 0, header < lines.count, lines[header - 1].isEmpty, lines[header].isEmpty {
            lines.remove(at: header)
        }
        try check(expecting: others)
    }

    /// Sets a job's `enabled`.
    public mutating func setEnabled(_ name: String, _ isEnabled: Bool) throws(Refusal) {
        let all = try names()
        let header = try header(of: name)
        let table = try section(of: name)
        if table.value("enabled") != nil {
            let index = table.position(of: "enabled").line - 1
            guard let changed = replacingBoolean(in: lines[index], isEnabled) else {
                throw .notATable(name, line: index + 1)
            }
            lines[index] = changed
        } else if !isEnabled {
            lines.insert("enabled = false", at: header + 1)
        }
        try check(expecting: all)
        guard try section(of: name).value("enabled") ?? .boolean(true) == .boolean(isEnabled) else {
            throw .notATable(name, line: header + 1)
        }
    }

    /// `enabled = true # why` with another value.
    private func replacingBoolean(in line: Substring, _ value: Bool) -> Substring? {
        guard let equals = line.firstIndex(of: "=") else { return nil }
        let head = line[...equals]
        let rest = line[line.index(after: equals)...]
        let space = rest.prefix { $0 == " " || $0 == "\t" }
        let word = rest.dropFirst(space.count).prefix { $0.isLetter }
        guard word == "true" || word == "false" else { return nil }
        return "\(head)\(space)\(value)\(rest.dropFirst(space.count + word.count))"[...]
    }

    // MARK: Where things are

    private func document() throws(Refusal) -> TOMLSection {
        do {
            return try TOMLDocument(path: path, source: Array(text.utf8)).section
        } catch {
            throw .broken(error)
        }
    }

    private func names() throws(Refusal) -> [String] {
        do {
            return try document().namedSections("jobs").map(\.name)
        } catch let error as TOMLError {
            throw .broken(error)
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            return []
        }
    }

    private func section(of name: String) throws(Refusal) -> TOMLSection {
        let root = try document()
        do {
            if let section = try root.section("jobs")?.section(name) { return section }
        } catch {
            throw .broken(error)
        }
        throw .unknownJob(name)
    }

    /// The line of `[jobs.NAME]`, counted from 0.
    private func header(of name: String) throws(Refusal) -> Int {
        let section = try section(of: name)
        let index = section.position.line - 1
        guard lines.indices.contains(index), isHeader(lines[index]),
            belongs(lines[index], to: name)
        else { throw .notATable(name, line: index + 1) }
        return index
    }

    private func isHeader(_ line: Substring) -> Bool { line.first == "[" && line.contains("]") }

    private func isComment(_ line: Substring) -> Bool {
        line.drop { $0 == " " || $0 == "\t" }.first == "#"
    }

    /// Whether a header names the job, or a table below it.
    private func belongs(_ header: Substring, to name: String) -> Bool {
        let inside = header.dropFirst().prefix { $0 != "]" }.filter { $0 != " " && $0 != "\"" }
        return inside == "jobs.\(name)" || inside.hasPrefix("jobs.\(name).")
    }

    /// Whoever edits text may be wrong about it: what comes out must read as meant.
    private func check(expecting wanted: [String]) throws(Refusal) {
        let found = try names()
        guard found == wanted else {
            throw .broken(
                TOMLError(
                    path: path, position: TextPosition(line: 1, column: 1),
                    message: "this file has to be changed by hand"))
        }
    }
}
