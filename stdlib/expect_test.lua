local expect = require "expect"

local function message(fn, ...)
  local ok, text = pcall(fn, ...)
  assert(not ok, "nothing was raised")
  return text
end

return {
  ["what is right comes back"] = function()
    test.equal(expect.text("a", "x"), "a")
    test.equal(expect.integer(5, "x", 1, 5), 5)
    test.equal(expect.one_of("b", "x", { "a", "b" }), "b")
    test.equal(expect.options(nil, {}), {})
  end,
  ["what is wrong is named"] = function()
    test.contains(message(expect.text, 5, "group"), "group must be a text, not 5")
    test.contains(message(expect.text, nil, "group"), "group must be a text, not nothing")
    test.contains(message(expect.integer, 1.5, "n"), "n must be an integer, not 1.5")
    test.contains(message(expect.integer, 0, "n", 1, 9), "n must be an integer from 1 to 9, not 0")
    test.contains(message(expect.pattern, "x", "id", "^i%-"), "matches ^i%-")
    test.contains(message(expect.one_of, "c", "mode", { "a", "b" }), 'one of a, b, not "c"')
    test.contains(message(expect.table, "x", "t"), "t must be a table")
    test.contains(message(expect.func, {}, "f"), "f must be a function, not a table")
  end,
  ["an unknown option is named, with those that there are"] = function()
    test.contains(message(expect.options, { tiemout = 1 }, { "timeout" }), "no option 'tiemout' (there are: timeout)")
  end,
}
