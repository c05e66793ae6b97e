import CLunetteCatalogue
import LunetteBase

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The ECS operations. The data lies in the binary as JSON, one operation a line; a line is read
/// when its operation is first asked for, so that a run pays only for what it uses.
public enum Catalogue {
    /// The API's version, sent with every request.
    public static let version = "2014-05-26"

    /// The day on which the data was taken from its sources.
    public static let date = "2026-04-21"

    /// All names on the wire, sorted.
    public static var names: [String] { index.names }

    /// The operation with this name, in either spelling: `LeaveSecurityGroup` or
    /// `leave_security_group`.
    public static func operation(named name: String) -> Operation? {
        let wireName = index.lines[name] == nil ? index.wireNames[name] : name
        guard let wireName, let line = index.lines[wireName] else { return nil }
        return OperationDecoder.operation(name: wireName, line: line)
    }

    /// Every operation, sorted by name. Reads all of the data: about 10 ms.
    public static var operations: [Operation] { names.compactMap(operation(named:)) }

    /// Whether these bytes occur anywhere in the data.
    static func dataContains(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { needle in
            clunette_catalogue_contains(needle.baseAddress, needle.count)
        }
    }

    /// The operations, sorted, whose data has these bytes; nothing of it is read for that.
    static func names(ofLinesWith bytes: [UInt8]) -> [String] {
        bytes.withUnsafeBytes { needle in
            names.filter { name in
                guard let line = index.lines[name] else { return false }
                return clunette_text_contains(
                    line.baseAddress, line.count, needle.baseAddress, needle.count)
            }
        }
    }

    private static let index = CatalogueIndex(
        UnsafeRawBufferPointer(
            start: clunette_operations_start(), count: clunette_operations_size))
}

/// Where each operation's line lies.
private struct CatalogueIndex: @unchecked Sendable {
    // Unchecked: the buffers point into constant data of the binary.

    private(set) var lines: [String: UnsafeRawBufferPointer] = [:]
    private(set) var wireNames: [String: String] = [:]
    private(set) var names: [String] = []

    init(_ data: UnsafeRawBufferPointer) {
        for line in LineSequence(data: data) where line.first == UInt8(ascii: "\"") {
            let name = line.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
            let body = line[(name.endIndex + 2)...]
            let hasComma = body.last == UInt8(ascii: ",")
            let wireName = String(decoding: name, as: UTF8.self)
            lines[wireName] = UnsafeRawBufferPointer(rebasing: hasComma ? body.dropLast() : body)
            wireNames[snakeCase(wireName)] = wireName
            names.append(wireName)
        }
        names.sort()
    }
}

/// The lines of a text, by memchr: every run that calls anything waits for this.
private struct LineSequence: Sequence, IteratorProtocol {
    private var rest: UnsafeRawBufferPointer

    init(data: UnsafeRawBufferPointer) {
        rest = data
    }

    mutating func next() -> UnsafeRawBufferPointer? {
        guard let start = rest.baseAddress, !rest.isEmpty else { return nil }
        let end = memchr(start, 0x0A, rest.count).map { UnsafeRawPointer($0) - start } ?? rest.count
        defer { rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(end + 1)) }
        return UnsafeRawBufferPointer(rebasing: rest.prefix(end))
    }
}
