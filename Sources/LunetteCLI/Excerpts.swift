import LunetteBase
import LunetteCatalogue
import LunetteRunbook
import LunetteSystem

extension Failure {
    /// A run's failure in words, pointing at the line of the script.
    init(_ failure: RunFailure, source: [UInt8], file: String) {
        self.init(failure.reason, failure.object?.line ?? failure.message)
        if let place = failure.place {
            excerpt = Excerpt(
                place: place, source: place.file == file ? source : nil,
                operation: failure.object?.operation)
        }
        if let object = failure.object { advice.append(object.explanation) }
        if failure.traceback.count > 1 {
            advice.append("called from: " + failure.traceback.dropFirst().joined(separator: "; "))
        }
    }

    /// A parameter that has the name of a flag of `lunette run`.
    init(clashing parameter: ParameterDeclaration, source: [UInt8], file: String) {
        let (message, remedy) = parameter.clash
        self.init(.scriptFailed, message, advice: [remedy])
        let place = parameter.place
        excerpt = Excerpt(
            file: file, line: place.line, column: place.column,
            length: parameter.name.utf8.count, text: sourceLine(place.line, of: source))
    }

    /// A manifest's mistake.
    init(_ error: ManifestError, source: [UInt8], file: String) {
        self.init(.scriptFailed, "the manifest cannot be read: \(error.message)")
        excerpt = Excerpt(
            file: file, line: error.place.line, column: error.place.column, length: 1,
            text: sourceLine(error.place.line, of: source))
    }

    /// A file that cannot be read.
    init(_ error: FileError) {
        self.init(.unreadableFile, "cannot read \(error.path): \(error.reason)")
    }
}

extension Failure.Excerpt {
    /// Points at the call of the operation in that line, else at the line's first word.
    fileprivate init(place: ScriptPlace, source: [UInt8]?, operation: String?) {
        let text = (source ?? (try? readFile(place.file)))
            .flatMap { sourceLine(place.line, of: $0) }
        let call = operation.flatMap { name in text.flatMap { callRange(of: name, in: $0) } }
        let indent = text.map { $0.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count } ?? 0
        self.init(
            file: place.file, line: place.line, column: call?.lowerBound ?? indent + 1,
            length: call?.count ?? 1, text: text)
    }
}

/// Where `ecs.leave_security_group` stands in a line: columns from 1.
private func callRange(of operation: String, in text: String) -> Range<Int>? {
    let name = snakeCase(operation)
    guard let found = text.firstRange(of: name) else { return nil }
    let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
    let head = Array(text.utf8.prefix(start).reversed())
    let prefix = head.prefix { byte in
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || (0x61...0x7A).contains(byte)
    }.count
    return (start - prefix + 1)..<(start + name.utf8.count + 1)
}

/// The text of a line, counted from 1.
func sourceLine(_ number: Int, of source: [UInt8]) -> String? {
    let lines = source.split(separator: 0x0A, maxSplits: number, omittingEmptySubsequences: false)
    guard number >= 1, number <= lines.count else { return nil }
    let bytes = lines[number - 1]
    return String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
}
