import LunetteBase
import Testing

struct ByteSearchTests {
    @Test(arguments: [
        ("", nil), ("a", nil), ("ab", 0..<2), ("xab", 1..<3), ("aab", 1..<3), ("abab", 0..<2),
        ("axbxa", nil), ("aaaaaab", 5..<7),
    ])
    func `the first occurrence is found wherever it stands`(text: String, expected: Range<Int>?) {
        #expect(firstOccurrence(of: "ab", in: Array(text.utf8)) == expected)
    }

    @Test func `nothing is found of nothing`() {
        #expect(firstOccurrence(of: "", in: [1, 2]) == nil)
    }
}
