import LunetteBase
import LunetteCatalogue
import LunetteClient
import Testing

@Suite struct PageWalkTests {
    private func walk(_ name: String, _ parameters: [NamedValue] = []) throws -> PageWalk? {
        PageWalk(try #require(Catalogue.operation(named: name)), parameters: parameters)
    }

    @Test func `tokens are followed until there is none`() throws {
        let mine = NamedValue("RegionId", "r")
        var walk = try #require(try walk("DescribeInstances", [mine]))
        #expect(walk.parameters == [mine, NamedValue("MaxResults", "100")])
        #expect(try walk.advance(after: .init(count: 100, nextToken: "a", totalCount: 1)))
        #expect(walk.parameters.last == NamedValue("NextToken", "a"))
        // An empty page is not the end, while there is a token.
        #expect(try walk.advance(after: .init(count: 0, nextToken: "b")))
        #expect(try !walk.advance(after: .init(count: 7, nextToken: "")))
        #expect(walk.count == 107)
    }

    @Test func `a token that comes back is an error, not a circle`() throws {
        var walk = try #require(try walk("DescribeInstances"))
        _ = try walk.advance(after: .init(count: 1, nextToken: "a"))
        _ = try walk.advance(after: .init(count: 1, nextToken: "b"))
        #expect(throws: PageWalkError.repeatedToken) {
            try walk.advance(after: .init(count: 1, nextToken: "a"))
        }
    }

    @Test func `page numbers go on until the total is there`() throws {
        var walk = try #require(try walk("DescribeInstanceStatus"))
        #expect(
            walk.parameters == [NamedValue("PageNumber", "1"), NamedValue("PageSize", "50")])
        #expect(try walk.advance(after: .init(count: 50, totalCount: 101)))
        // A page may be short in the middle: the service filters after it counts.
        #expect(try walk.advance(after: .init(count: 49, totalCount: 101)))
        #expect(walk.parameters[0] == NamedValue("PageNumber", "3"))
        #expect(try !walk.advance(after: .init(count: 2, totalCount: 101)))
    }

    @Test func `pages that end before the total raise`() throws {
        var walk = try #require(try walk("DescribeInstanceStatus"))
        _ = try walk.advance(after: .init(count: 50, totalCount: 80))
        #expect(throws: PageWalkError.endedEarly(count: 50, totalCount: 80)) {
            try walk.advance(after: .init(count: 0, totalCount: 80))
        }
    }

    @Test func `without a total, a short page is the last`() throws {
        var walk = try #require(try walk("DescribeInstanceStatus"))
        #expect(try walk.advance(after: .init(count: 50)))
        #expect(try !walk.advance(after: .init(count: 49)))
    }

    @Test(arguments: ["PageNumber", "PageSize", "NextToken", "MaxResults"])
    func `who asks for one page gets one page`(name: String) throws {
        #expect(try walk("DescribeInstances", [NamedValue(name, "1")]) == nil)
    }

    @Test func `operations without pages are not walked`() throws {
        #expect(try walk("DescribeRegions") == nil)
        #expect(try walk("LeaveSecurityGroup") == nil)
    }

    @Test(arguments: [0, 1, 99, 100, 101, 20_000])
    func `each of n items is met exactly once, by token and by page`(total: Int) throws {
        for name in ["DescribeInstances", "DescribeInstanceStatus"] {
            let size = name == "DescribeInstances" ? 100 : 50
            var walk = try #require(try walk(name))
            var start = 0
            var items: [Int] = []
            repeat {
                let page = start..<min(start + size, total)
                items += page
                start = page.upperBound
                let next = name == "DescribeInstances" && start < total ? "t\(start)" : nil
                guard
                    try walk.advance(
                        after: .init(count: page.count, nextToken: next, totalCount: total))
                else { break }
            } while true
            #expect(items == Array(0..<total))
        }
    }
}
