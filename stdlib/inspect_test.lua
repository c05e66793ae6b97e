local inspect = require "inspect"

return {
  ["keys are in order, short tables on one line"] = function()
    test.equal(inspect.text({ c = true, a = { "x" }, [2.5] = 1 }), '{ [2.5] = 1, a = { "x" }, c = true }')
    test.equal(inspect.text({}), "{}")
    test.equal(inspect.text("a\nb"), '"a\\nb"')
  end,
  ["long tables take one line a field"] = function()
    local text = inspect.text({ first = ("x"):rep(30), second = ("y"):rep(30) }, { width = 40 })
    test.equal(text, '{\n  first = "' .. ("x"):rep(30) .. '",\n  second = "' .. ("y"):rep(30) .. '",\n}')
  end,
  ["what holds itself is named and not followed"] = function()
    local t = {}
    t.t = t
    test.equal(inspect.text(t), "{ t = <the table above> }")
  end,
  ["words of Lua are quoted as keys"] = function()
    test.equal(inspect.text({ ["end"] = 1, ["a b"] = 2 }), '{ ["a b"] = 2, ["end"] = 1 }')
  end,
  ["depth is bounded"] = function()
    test.equal(inspect.text({ { { 1 } } }, { depth = 2 }), "{ { { … } } }")
  end,
  ["values are the same by what they hold"] = function()
    assert(inspect.same({ a = { 1, 2 } }, { a = { 1, 2 } }))
    assert(not inspect.same({ a = 1 }, { a = 1, b = 2 }))
    assert(not inspect.same({ a = 1, b = 2 }, { a = 1 }))
    assert(inspect.same(1, 1.0))
  end,
}
