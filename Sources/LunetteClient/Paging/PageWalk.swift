import LunetteBase
import LunetteCatalogue

/// Walks through the pages of a list: says what each request's parameters are, from what the last
/// answer said. Pure; it never ends before the service says that the list does.
public struct PageWalk: Sendable, Hashable {
    /// What an answer tells about its page.
    public struct Page: Sendable, Hashable {
        /// Items on this page.
        public var count: Int
        public var nextToken: String?
        public var totalCount: Int?

        public init(count: Int, nextToken: String? = nil, totalCount: Int? = nil) {
            self.count = count
            self.nextToken = nextToken
            self.totalCount = totalCount
        }
    }

    /// The parameters by which a caller asks for one page.
    public static let parameterNames: Set<String> = [
        "PageNumber", "PageSize", "NextToken", "MaxResults",
    ]

    private let callParameters: [NamedValue]
    private let pagination: Pagination
    private let size: Int
    private var number = 1
    private var token: String?
    private var seenTokens: Set<String> = []
    /// Items so far.
    public private(set) var count = 0

    /// A walk through all pages; nil when the operation has none, or when the caller asks for one
    /// page. Tokens are preferred to page numbers, which lose items when the list changes.
    public init?(_ operation: Operation, parameters: [NamedValue]) {
        guard let pagination = operation.pagination,
            !parameters.contains(where: { Self.parameterNames.contains($0.name) })
        else { return nil }
        self.pagination = pagination
        callParameters = parameters
        size = Self.largestSizes[operation.name] ?? 50
    }

    /// Whether no page was asked for yet.
    public var isAtStart: Bool { number == 1 && token == nil }

    /// The next request's parameters.
    public var parameters: [NamedValue] {
        var list = callParameters
        guard pagination.hasToken else {
            return list + [
                NamedValue("PageNumber", String(number)), NamedValue("PageSize", String(size)),
            ]
        }
        if pagination != .tokenWithoutSize {
            list.append(NamedValue("MaxResults", String(size)))
        }
        if let token { list.append(NamedValue("NextToken", token)) }
        return list
    }

    /// Takes note of a page; whether there is another.
    public mutating func advance(after page: Page) throws(PageWalkError) -> Bool {
        count += page.count
        return pagination.hasToken ? try follow(page.nextToken) : try turn(page)
    }

    private mutating func follow(_ next: String?) throws(PageWalkError) -> Bool {
        guard let next, !next.isEmpty else { return false }
        guard seenTokens.insert(next).inserted else { throw PageWalkError.repeatedToken }
        token = next
        return true
    }

    private mutating func turn(_ page: Page) throws(PageWalkError) -> Bool {
        number += 1
        guard let total = page.totalCount else { return page.count >= size }
        if count >= total { return false }
        guard page.count > 0 else {
            throw PageWalkError.endedEarly(count: count, totalCount: total)
        }
        return true
    }

    /// The most that an operation puts on a page, where it is more than all of them do.
    private static let largestSizes = [
        "DescribeInstances": 100, "DescribeSecurityGroups": 100,
        "DescribeSecurityGroupAttribute": 100, "DescribeNetworkInterfaces": 100,
        "DescribeDisks": 100, "DescribeSnapshots": 100, "DescribeImages": 100,
        "DescribeInstanceTypes": 100,
    ]
}

/// Why a list cannot be had whole.
public enum PageWalkError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The service gave a page's token again: following it would go in a circle.
    case repeatedToken
    /// The pages end before the total that the service tells: the list changed meanwhile.
    case endedEarly(count: Int, totalCount: Int)

    public var description: String {
        switch self {
        case .repeatedToken: "the service gave the same NextToken twice"
        case .endedEarly(let count, let total):
            "the pages end after \(count) of \(total) items: the list changed while it was read"
        }
    }
}
