extension JSONValue {
    /// Compact JSON text.
    public var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// Compact JSON text as UTF-8.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    /// JSON text for people: two spaces a level, one member a line.
    public var prettyText: String {
        var bytes: [UInt8] = []
        write(to: &bytes, indentation: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends compact JSON, or indented JSON when a level is given. A number that is not finite
    /// has no JSON form and is written as null.
    public func write(to bytes: inout [UInt8], indentation: Int? = nil) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): bytes.append(contentsOf: String(value).utf8)
        case .number(let value):
            bytes.append(contentsOf: (value.isFinite ? "\(value)" : "null").utf8)
        case .string(let value): Self.write(value, to: &bytes)
        case .array(let elements):
            let level = Self.inner(indentation, elements.isEmpty)
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.breakLine(level, &bytes)
                element.write(to: &bytes, indentation: level)
            }
            Self.breakLine(elements.isEmpty ? nil : indentation, &bytes)
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            let level = Self.inner(indentation, object.isEmpty)
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.breakLine(level, &bytes)
                Self.write(member.name, to: &bytes)
                bytes.append(contentsOf: (level == nil ? ":" : ": ").utf8)
                member.value.write(to: &bytes, indentation: level)
            }
            Self.breakLine(object.isEmpty ? nil : indentation, &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func inner(_ indentation: Int?, _ isEmpty: Bool) -> Int? {
        isEmpty ? nil : indentation.map { $0 + 1 }
    }

    private static func breakLine(_ level: Int?, _ bytes: inout [UInt8]) {
        guard let level else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: 2 * level))
    }

    /// Appends `text` as a JSON string.
    public static func write(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            var start = 0
            for (index, byte) in utf8.enumerated() where mustBeEscaped(byte) {
                bytes.append(contentsOf: utf8[start..<index])
                writeEscape(of: byte, to: &bytes)
                start = index + 1
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func mustBeEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
    }

    private static func writeEscape(of byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
        case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        default:
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(contentsOf: hexadecimal([byte]).utf8)
        }
    }
}
