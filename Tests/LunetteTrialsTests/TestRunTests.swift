import LunetteRunbook
import LunetteTrials
import Testing

@Suite struct TestRunTests {
    private func outcomes(_ source: String, filter: String? = nil) async -> [TestOutcome] {
        await TestRun(
            files: [TestFile(path: "some_test.lua", source: Array(source.utf8))], filter: filter,
            workers: 2, exitCode: { $0 == .done ? 0 : 9 }
        ).run()
    }

    @Test func `tests come in the order of the source, each with its line`() async {
        let outcomes = await outcomes(
            "return {\n  ['z first'] = function() end,\n  ['a second'] = function() end,\n}")
        #expect(outcomes.map(\.name) == ["z first", "a second"])
        #expect(outcomes.map(\.line) == [2, 3])
        #expect(outcomes.count { !$0.passed } == 0)
    }

    @Test func `a failure names its line and shows the difference`() async throws {
        let outcomes = await outcomes(
            "return {\n  ['x'] = function()\n    test.equal({ 1 }, { 2 })\n  end,\n}")
        let failure = try #require(outcomes.first?.failure)
        #expect(failure.line == 3)
        #expect(failure.message.contains("the values differ"))
        #expect(failure.difference == ["- { 2 }", "+ { 1 }"])
    }

    @Test func `a filter chooses by name`() async {
        let source = "return { ['leaves'] = function() end, ['joins'] = function() end }"
        #expect(await outcomes(source, filter: "join").map(\.name) == ["joins"])
        #expect(await outcomes(source, filter: "some_test.lua: leav").map(\.name) == ["leaves"])
    }

    @Test(arguments: [
        ("return 5", "a test file returns a table"), ("x = ", "unexpected symbol"),
        ("return { a = 1 }", "every test is a function"), ("error('early')", "early"),
    ])
    func `a file that has no tests fails as a whole`(source: String, message: String) async {
        let outcomes = await outcomes(source)
        #expect(outcomes.count == 1)
        #expect(outcomes.first?.failure?.message.contains(message) == true)
    }

    @Test func `a test leaves nothing for the next one`() async {
        let outcomes = await outcomes(
            "count = 0\nlocal function t() count = count + 1 assert(count == 1) end\n"
                + "return { a = t, b = t, c = t }")
        #expect(outcomes.count == 3)
        #expect(outcomes.count { !$0.passed } == 0)
    }

    @Test func `what the runs said is kept for a test that fails`() async {
        let outcomes = await outcomes(
            "return { a = function()\n  test.world():eval('print(\"hello\") log.warn(\"odd\") error(\"bad\", 0)')\n"
                + "  error('no') end }")
        #expect(
            outcomes.first?.failure?.output == [
                "hello", "warn: odd", "the run failed: eval:1: bad",
            ])
    }

    @Test func `a test that never ends is ended`() async {
        let source = "return { a = function() while true do end end }"
        let outcomes = await outcomes(source)
        #expect(outcomes.first?.failure?.message.contains("limit") == true)
    }
}
