local list = require "list"

local function same(actual, expected)
  assert(#actual == #expected, "length " .. #actual .. ", not " .. #expected)
  for index, value in ipairs(expected) do
    assert(actual[index] == value, "element " .. index .. " is " .. tostring(actual[index]))
  end
end

return {
  ["map keeps order and leaves out nil"] = function()
    same(list.map({ 1, 2, 3 }, function(n) if n ~= 2 then return n * 2 end end), { 2, 6 })
  end,
  ["filter keeps what the function says"] = function()
    same(list.filter({ 1, 2, 3 }, function(n) return n > 1 end), { 2, 3 })
  end,
  ["contains compares by equality"] = function()
    assert(list.contains({ "a", "b" }, "b"))
    assert(not list.contains({ "a" }, "c"))
    assert(not list.contains({}, nil))
  end,
  ["without takes the others out"] = function()
    same(list.without({ "a", "b", "c" }, { "b" }), { "a", "c" })
  end,
  ["a wrong argument is named"] = function()
    local ok, message = pcall(list.map, "x", print)
    assert(not ok and message:find("bad argument #1 to 'list.map' (table expected, got string)", 1, true), message)
  end,
  ["the list given is left as it was"] = function()
    local items = { 3, 1 }
    list.filter(items, function() return false end)
    same(items, { 3, 1 })
  end,
}
