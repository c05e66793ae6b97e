local console = require "console"

local limits = { elements = 3, inner = 2, depth = 3, length = 5, values = 1000 }
local function no_error() return false end

local function described(...)
  local values = table.pack(...)
  local _, count, list = console.run(function() return table.unpack(values, 1, values.n) end, no_error, limits)
  return list, count
end

local function is(list, ...)
  local wanted = table.pack(...)
  assert(#list == wanted.n, ("%d values, not %d"):format(#list, wanted.n))
  for i = 1, wanted.n do
    assert(list[i] == wanted[i], ("at %d: %s, not %s"):format(i, list[i], wanted[i]))
  end
end

return {
  ["a pasted runbook has its defaults as a run would"] = function()
    _G.args = {}
    console.runbook { parameters = {
      stay = { type = "duration", default = "30m" }, ids = { type = "list" }, port = { default = 22 }, note = {},
    } }
    assert(args.stay == 1800 and #args.ids == 0 and args.port == 22 and args.note == nil)
  end,
  ["what a pasted runbook must have is asked for"] = function()
    _G.args = { old = "sg-1" }
    local ok, message = pcall(console.runbook, { parameters = { old = { required = true }, new = { required = true } } })
    assert(not ok and message:find("args = { new = … }", 1, true), message)
  end,
  ["plain values are described in order"] = function()
    local list, count = described(1, "text", true)
    is(list, "value", 1, "string", 4, "text", "value", true)
    assert(count == 3)
  end,
  ["a list is cut, and says how long it is"] = function()
    is(described({ 1, 2, 3, 4 }), "table", 4, 3, 0, 0, "value", 1, "value", 2, "value", 3)
  end,
  ["fields come in the order of their names, and are cut"] = function()
    is(described({ c = 3, a = 1, b = 2 }), "table", 0, 0, 3, 2,
      "string", 1, "a", "value", 1, "string", 1, "b", "value", 2)
  end,
  ["what lies too deep is not looked into"] = function()
    is(described({ { { { 1 } } } }), "table", 1, 1, 0, 0, "table", 1, 1, 0, 0, "table", 1, 1, 0, 0,
      "table", 1, 0, 0, 0)
  end,
  ["a table in itself ends"] = function()
    local own = {}
    own[1] = own
    is(described(own), "table", 1, 1, 0, 0, "cycle")
  end,
  ["long strings are cut"] = function()
    is(described("abcdefgh"), "string", 8, "abcde")
  end,
  ["no metamethod is called"] = function()
    local loud = setmetatable({}, {
      __index = function() error "index" end, __len = function() error "len" end,
      __pairs = function() error "pairs" end, __tostring = function() error "tostring" end,
    })
    is(described(loud), "table", 0, 0, 0, 0)
  end,
  ["results stay in _ and under their numbers"] = function()
    local number = console.run(function() return nil, "first" end, no_error, limits, true)
    local nothing = console.run(function() end, no_error, limits)
    assert(_G._ == "first" and _G["_" .. number] == "first")
    assert(nothing == 0 and _G._ == "first")
  end,
}
