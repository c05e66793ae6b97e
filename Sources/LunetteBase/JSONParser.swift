/// Why a text is not JSON, and where.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    public let message: String
    /// Counted from 1; columns in bytes.
    public let line: Int
    public let column: Int

    public var description: String { "line \(line), column \(column): \(message)" }
}

extension JSONValue {
    /// Reads one JSON text (RFC 8259), with nothing behind it. A member named twice is refused.
    public init(parsing text: some Sequence<UInt8>, maximumDepth: Int = 128)
        throws(JSONSyntaxError)
    {
        var parser = JSONParser(bytes: Array(text), maximumDepth: maximumDepth)
        self = try parser.document()
    }

    public init(parsing text: String) throws(JSONSyntaxError) {
        try self.init(parsing: text.utf8)
    }
}

/// A recursive-descent parser with places in its errors: world files and settings are written by
/// hand, and neither Foundation's decoder nor simdjson keeps the line of a mistake.
struct JSONParser {
    let bytes: [UInt8]
    let maximumDepth: Int
    private var index = 0
    private var depth = 0

    init(bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    mutating func document() throws(JSONSyntaxError) -> JSONValue {
        skipSpace()
        let value = try value()
        skipSpace()
        guard index == bytes.count else { throw failure("unexpected text after the value") }
        return value
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func value() throws(JSONSyntaxError) -> JSONValue {
        guard let byte = current else { throw failure("the text ends where a value should be") }
        switch byte {
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), 0x30...0x39: return try number()
        default: throw failure("a value cannot start here")
        }
    }

    private mutating func object() throws(JSONSyntaxError) -> JSONObject {
        try enter()
        var members: [JSONObject.Member] = []
        var names = Set<String>()
        skipSpace()
        if take("}") { return leave(JSONObject(members: members)) }
        while true {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw failure("a name in \"…\" is missing") }
            let start = index
            let name = try string()
            guard names.insert(name).inserted else {
                throw failure("the name \"\(name)\" occurs twice", at: start)
            }
            skipSpace()
            guard take(":") else { throw failure("a ':' is missing") }
            skipSpace()
            members.append(JSONObject.Member(name: name, value: try value()))
            skipSpace()
            if take(",") { continue }
            guard take("}") else { throw failure("a ',' or '}' is missing") }
            return leave(JSONObject(members: members))
        }
    }

    private mutating func array() throws(JSONSyntaxError) -> [JSONValue] {
        try enter()
        var elements: [JSONValue] = []
        skipSpace()
        if take("]") { return leave(elements) }
        while true {
            skipSpace()
            elements.append(try value())
            skipSpace()
            if take(",") { continue }
            guard take("]") else { throw failure("a ',' or ']' is missing") }
            return leave(elements)
        }
    }

    private mutating func string() throws(JSONSyntaxError) -> String {
        let start = index
        index += 1
        var decoded: [UInt8] = []
        var run = index
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                decoded.append(contentsOf: bytes[run..<index])
                index += 1
                guard let text = String(validating: decoded, as: UTF8.self) else {
                    throw failure("the string is not UTF-8", at: start)
                }
                return text
            case UInt8(ascii: "\\"):
                decoded.append(contentsOf: bytes[run..<index])
                try escape(into: &decoded)
                run = index
            case 0..<0x20: throw failure("a control character in a string must be escaped")
            default: index += 1
            }
        }
        throw failure("the string does not end", at: start)
    }

    private mutating func escape(into decoded: inout [UInt8]) throws(JSONSyntaxError) {
        let start = index
        index += 1
        let simple: [UInt8: UInt8] = [
            0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9,
        ]
        guard let letter = current else { throw failure("the string does not end", at: start) }
        index += 1
        if let byte = simple[letter] {
            decoded.append(byte)
            return
        }
        guard letter == UInt8(ascii: "u") else { throw failure("an unknown escape", at: start) }
        var code = try unit(start)
        if (0xD800..<0xDC00).contains(code), take("\\"), take("u") {
            let low = try unit(start)
            guard (0xDC00..<0xE000).contains(low) else {
                throw failure("half of a surrogate pair", at: start)
            }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else {
            throw failure("half of a surrogate pair", at: start)
        }
        decoded.append(contentsOf: String(Character(scalar)).utf8)
    }

    private mutating func unit(_ start: Int) throws(JSONSyntaxError) -> UInt32 {
        guard index + 4 <= bytes.count,
            bytes[index..<index + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let code = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw failure("\\u needs four hex digits", at: start) }
        index += 4
        return code
    }

    private mutating func number() throws(JSONSyntaxError) -> JSONValue {
        let start = index
        var isInteger = true
        _ = take("-")
        if !take("0") {
            guard digits() else { throw failure("a number needs digits", at: start) }
        }
        if take(".") {
            isInteger = false
            guard digits() else { throw failure("a number needs digits after '.'", at: start) }
        }
        if take("e") || take("E") {
            isInteger = false
            _ = take("+") || take("-")
            guard digits() else { throw failure("an exponent needs digits", at: start) }
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isInteger, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else {
            throw failure("the number is out of range", at: start)
        }
        return .number(value)
    }

    private mutating func digits() -> Bool {
        let start = index
        while let byte = current, (0x30...0x39).contains(byte) { index += 1 }
        return index > start
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue)
        throws(JSONSyntaxError) -> JSONValue
    {
        let expected = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes[index...].starts(with: expected) else {
            throw failure("a value cannot start here")
        }
        index += expected.count
        return value
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            index += 1
        }
    }

    private mutating func enter() throws(JSONSyntaxError) {
        depth += 1
        guard depth <= maximumDepth else {
            throw failure("nested deeper than \(maximumDepth) levels")
        }
        index += 1
    }

    private mutating func leave<Value>(_ value: Value) -> Value {
        depth -= 1
        return value
    }

    private func failure(_ message: String, at offset: Int? = nil) -> JSONSyntaxError {
        let before = bytes[..<(offset ?? index)]
        let line = before.count { $0 == 0x0A } + 1
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return JSONSyntaxError(message: message, line: line, column: before.count - lineStart + 1)
    }
}
