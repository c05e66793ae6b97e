import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteLua

/// The answer of a read, in as many pages as it came in.
struct AnswerPages: Sendable {
    private(set) var pages: [[UInt8]] = []
    /// The Lua name of the list that goes on from page to page.
    let list: String

    init(list: String) {
        self.list = list
    }

    mutating func append(_ body: [UInt8]) {
        pages.append(body)
    }

    /// All pages as one answer; a merged one has no token of a next page.
    func text(shape: JSONShape?) -> LuaValue {
        guard pages.count > 1 else { return .json(JSONText(pages.first ?? [], shape: shape)) }
        var merged = pages
        merged[0] = PageFacts.withoutNextToken(merged[0])
        return .json(JSONText(pages: merged, list: list, shape: shape))
    }
}

extension AnswerPages {
    /// The answer of an operation whose fields hold secrets: a script can pass those on, and they
    /// print as `<secret>`. Such answers are flat.
    func hidingSecrets(of operation: Operation) throws(ErrorObject) -> LuaValue {
        guard let members = (try? JSONValue(parsing: pages.first ?? []))?.object?.members else {
            throw ErrorObject(
                kind: .transport, code: "MalformedAnswer",
                message: "the answer of \(operation.name) is no JSON object", disposition: .retry,
                explanation: "Read it again.")
        }
        let secret = operation.secretFields
        return .table(
            LuaTable(
                fields: members.map { member in
                    let isSecret = secret.contains(member.name)
                    let hidden = isSecret ? member.value.string.map { Secret($0) } : nil
                    return (
                        snakeCase(member.name),
                        hidden.map { .object(SecretObject($0)) } ?? LuaValue(member.value)
                    )
                }))
    }
}

/// What a page says of the whole, found without decoding all of it. A quote inside a JSON string
/// is escaped, so that a name in quotes before a colon is always a member's name.
struct PageFacts: Sendable, Hashable {
    let nextToken: String?
    /// Only of a page that is small or paged by number; counting is work.
    let count: Int?
    let totalCount: Int?

    /// Pages below this size are decoded to see whether they are empty.
    private static let smallSize = 4_096

    /// `wireList` is the path of the list in the body: `Instances`, `Instance`.
    init(of body: [UInt8], wireList: [String], counts: Bool) {
        nextToken = Self.tokenRange(body).map { String(decoding: body[$0], as: UTF8.self) }
        guard counts || body.count < Self.smallSize, let value = try? JSONValue(parsing: body)
        else {
            (count, totalCount) = (nil, nil)
            return
        }
        let list = wireList.reduce(Optional(value)) { $0?[$1] }
        count = list?.array?.count ?? 0
        totalCount = value["TotalCount"]?.integer.map(Int.init)
    }

    /// The body with an empty token, as a list's last page has it.
    static func withoutNextToken(_ body: [UInt8]) -> [UInt8] {
        guard let range = tokenRange(body) else { return body }
        var body = body
        body.removeSubrange(range)
        return body
    }

    private static func tokenRange(_ body: [UInt8]) -> Range<Int>? {
        guard let name = firstOccurrence(of: "\"NextToken\"", in: body) else { return nil }
        let value = body[name.upperBound...].drop { $0 == 0x20 || $0 == UInt8(ascii: ":") }
        guard value.first == UInt8(ascii: "\""),
            let end = value.dropFirst().firstIndex(of: UInt8(ascii: "\""))
        else { return nil }
        return (value.startIndex + 1)..<end
    }
}
