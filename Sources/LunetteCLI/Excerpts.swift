import LunetteBase
import LunetteCatalogue
import LunetteRunbook
import LunetteSyntax
import LunetteSystem

extension Failure {
    /// A run's failure in words, pointing at the line of the script.
    init(_ failure: RunFailure, source: [UInt8], file: String) {
        self.init(failure.reason, failure.object?.line ?? failure.message)
        if let place = failure.place {
            excerpt = Excerpt(
                place: place, source: place.file == file ? source : nil,
                operation: failure.object?.operation,
                refused: failure.object == nil ? refusedToken(in: failure.message) : nil)
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
        self.init(
            .scriptFailed, "the manifest cannot be read: \(error.message)",
            advice: [error.remedy])
        excerpt = Excerpt(
            file: file, line: error.place.line, column: error.place.column, length: 1,
            text: sourceLine(error.place.line, of: source))
    }

    /// A file that cannot be read.
    init(_ error: FileError) {
        self.init(.unreadableFile, "cannot read \(error.path): \(error.reason)")
    }
}

extension Failure {
    /// A script that cannot be read: most often its name lacks the end, or the folder is another.
    init(unreadableScript error: FileError) {
        self.init(error)
        guard !isThere(error.path) else { return }
        advice.append(
            isThere("\(error.path).lua")
                ? "did you mean \(error.path).lua?"
                : "name a runbook's file; lunette init DIR makes one to start from")
    }
}

extension Failure.Excerpt {
    /// Points at the call of the operation in that line, or at the word that the compiler refused;
    /// else at the line's first word.
    fileprivate init(place: ScriptPlace, source: [UInt8]?, operation: String?, refused: String?) {
        let source = source ?? (try? readFile(place.file))
        let text = source.flatMap { sourceLine(place.line, of: $0) }
        let call = operation.flatMap { name in text.flatMap { callRange(of: name, in: $0) } }
        let word = refused.flatMap { word in
            source.flatMap { columns(ofRefused: word, place.line, in: $0) }
        }
        let range = call ?? word
        let indent = text.map { $0.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count } ?? 0
        self.init(
            file: place.file, line: place.line, column: range?.lowerBound ?? indent + 1,
            length: range?.count ?? 1, text: text)
    }
}

/// The word in `unexpected symbol near 'end'`, as it stands in the source.
private func refusedToken(in message: String) -> String? {
    guard let near = message.firstRange(of: " near ") else { return nil }
    let word = message[near.upperBound...]
    if word == "<eof>" { return "" }
    guard word.count > 2, word.first == "'", word.last == "'" else { return nil }
    return String(word.dropFirst().dropLast())
}

/// Where a refused word stands in a line, in columns from 1; an empty one means the source's end.
/// Of several it is the one at which no tree can be made any more.
private func columns(ofRefused word: String, _ line: Int, in source: [UInt8]) -> Range<Int>? {
    let text = sourceLine(line, of: source) ?? ""
    if word.isEmpty { return text.utf8.count + 1..<text.utf8.count + 2 }
    var lexer = LuaLexer(source)
    var found: [Range<Int>] = []
    while let token = try? lexer.next(), token.kind != .end, token.place.line <= line {
        guard token.place.line == line, source[token.range].elementsEqual(word.utf8) else {
            continue
        }
        found.append(token.place.column..<token.place.column + token.range.count)
    }
    let end = treeEnd(of: source)
    return found.last { end?.line != line || $0.lowerBound <= end?.column ?? 0 }
        ?? found.last ?? columns(of: word, in: text)
}

/// Where it turns out that a source is no Lua.
private func treeEnd(of source: [UInt8]) -> SourcePlace? {
    do throws(LuaSyntaxError) {
        _ = try LuaParser.chunk(source)
        return nil
    } catch {
        return error.place
    }
}

/// Where a text stands in a line: what is no token, such as a string without an end.
private func columns(of word: String, in line: String) -> Range<Int>? {
    guard let found = line.firstRange(of: word) else { return nil }
    let start = line.utf8.distance(from: line.startIndex, to: found.lowerBound) + 1
    return start..<start + word.utf8.count
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
