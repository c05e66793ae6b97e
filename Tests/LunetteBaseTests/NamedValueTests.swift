import LunetteBase
import Testing

@Suite struct NamedValueTests {
    @Test func `a query is decoded pair by pair, in order`() {
        #expect(
            NamedValue.list(decodingQuery: "b=1+2&a=%2B%E5%BC%A6&c&d=&=e&&f=x=y")
                == [
                    NamedValue("b", "1 2"), NamedValue("a", "+弦"), NamedValue("c", ""),
                    NamedValue("d", ""), NamedValue("", "e"), NamedValue("f", "x=y"),
                ])
    }

    @Test(arguments: ["a=%", "a=%2", "a=%GG", "%ff=1"])
    func `a query that is not percent-encoded UTF-8 is refused`(query: String) {
        #expect(NamedValue.list(decodingQuery: query) == nil)
    }

    @Test func `headers are found in any case, parameters only as spelt`() {
        let list = [NamedValue("X-Acs-Date", "1")]
        #expect(list.header(named: "x-acs-DATE") == "1")
        #expect(list.value(named: "x-acs-date") == nil)
    }
}
