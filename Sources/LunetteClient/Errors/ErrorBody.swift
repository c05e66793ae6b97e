import LunetteBase

/// What the body of an answer says about an error: JSON or XML, in either spelling; of anything
/// else (a proxy's page), its first words.
struct ErrorBody {
    var code: String?
    var message: String?
    var requestID: String?
    var recommend: String?
    var accessDeniedDetail: JSONValue?

    init(_ body: [UInt8]) {
        let start = body.first { !($0 == 0x20 || (0x09...0x0D).contains($0)) }
        switch start {
        case UInt8(ascii: "{"):
            if let json = try? JSONValue(parsing: body) { read(json) }
        case UInt8(ascii: "<"):
            read(xml: String(decoding: body.prefix(64 << 10), as: UTF8.self))
        default: break
        }
        if code == nil, message == nil, !body.isEmpty {
            let start = body.count > 200 ? wholeCharacters(body.prefix(200)) : body
            message = textShowingBytes(start)
                .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }

    /// What a page of HTML is called; nil for anything else, and for one without a title.
    static func title(ofPage body: [UInt8]) -> String? {
        let text = String(decoding: body.prefix(64 << 10), as: UTF8.self)
        guard text.first(where: { !$0.isWhitespace }) == "<" else { return nil }
        let title = element("title", in: text) ?? element("TITLE", in: text)
        return title?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private mutating func read(_ json: JSONValue) {
        func text(_ name: String) -> String? {
            let value = json[name] ?? json[name.prefix(1).lowercased() + name.dropFirst()]
            return value?.string ?? value?.integer.map(String.init)
        }
        code = text("Code")
        message = text("Message")
        requestID = text("RequestId")
        recommend = text("Recommend")
        accessDeniedDetail = json["AccessDeniedDetail"] ?? json["accessDeniedDetail"]
    }

    private mutating func read(xml: String) {
        code = Self.element("Code", in: xml)
        message = Self.element("Message", in: xml)
        requestID = Self.element("RequestId", in: xml)
        recommend = Self.element("Recommend", in: xml)
        if code == nil { message = message ?? Self.title(ofPage: Array(xml.utf8)) }
    }

    /// The text of the first element of this name, which has no elements inside.
    private static func element(_ name: String, in xml: String) -> String? {
        guard let open = xml.firstRange(of: "<\(name)>"),
            let close = xml[open.upperBound...].firstRange(of: "</\(name)>")
        else { return nil }
        var text = String(xml[open.upperBound..<close.lowerBound])
        for (entity, character) in entities {
            text = text.split(separator: entity, omittingEmptySubsequences: false)
                .joined(separator: character)
        }
        return text
    }

    /// `&amp;` last: what it uncovers is text.
    private static let entities = [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&"),
    ]
}
