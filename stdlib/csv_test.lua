local csv = require "csv"

return {
  ["rows are tables by the first row's names"] = function()
    test.equal(csv.parse("a,b\r\n1,2\r\n3,\r\n"), { { a = "1", b = "2" }, { a = "3", b = "" } })
  end,
  ["quotes keep separators, line ends and quotes"] = function()
    test.equal(csv.parse('a,"b\nc","d ""e"""', { header = false }), { { "a", "b\nc", 'd "e"' } })
  end,
  ["empty fields count, a byte order mark does not"] = function()
    test.equal(csv.parse("\239\187\191a,,\n", { header = false }), { { "a", "", "" } })
    test.equal(csv.parse(""), {})
  end,
  ["a quote that is not closed is nil and a reason"] = function()
    local rows, reason = csv.parse('a\n"b', { header = false })
    assert(rows == nil)
    test.contains(reason, "line 2")
  end,
  ["what is written reads back"] = function()
    local rows = { { a = 'x"y', b = "1,2" }, { a = "line\nend", b = "" } }
    test.equal(csv.parse(csv.text(rows, { "a", "b" })), rows)
  end,
  ["formulas are made harmless"] = function()
    test.equal(csv.text({ { a = "=1+1" } }, { "a" }), "a\n'=1+1\n")
    test.equal(csv.text({ { a = "-5" } }, { "a" }), "a\n-5\n")
  end,
}
