/// A name and its value as text: a query parameter, a form field, a header.
public struct NamedValue: Sendable, Hashable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension Sequence<NamedValue> {
    /// The first value of this name, spelt exactly so.
    public func value(named name: String) -> String? {
        first { $0.name == name }?.value
    }

    /// The first value of this header; the case of ASCII letters doesn't count.
    public func header(named name: String) -> String? {
        let wanted = name.lowercased()
        return first { $0.name.utf8.count == wanted.utf8.count && $0.name.lowercased() == wanted }?
            .value
    }
}

extension NamedValue {
    /// Reads `a=1&b=%20` of a URL's query or a form; a `+` is a space, a lone name has an empty
    /// value. Nil when a part is not percent-encoded UTF-8.
    public static func list(decodingQuery text: some StringProtocol) -> [NamedValue]? {
        var result: [NamedValue] = []
        for part in text.utf8.split(separator: UInt8(ascii: "&")) {
            let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            let valueStart = equals == part.endIndex ? equals : part.index(after: equals)
            guard let name = percentDecoded(part[..<equals], plusIsSpace: true),
                let value = percentDecoded(part[valueStart...], plusIsSpace: true)
            else { return nil }
            result.append(NamedValue(name, value))
        }
        return result
    }
}
