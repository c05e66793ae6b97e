-- expect: ok
-- A library as metatable would lend its fields as metamethods.
local ok, t = pcall(setmetatable, {}, string)
assert(not ok or t.x == nil)
local object = setmetatable({}, {__index = string})
object.rep = "own"
assert(string.rep ~= "own")
local through = setmetatable({}, {__newindex = string})
assert(not pcall(function() through.rep = 1 end))
