-- expect: ok
-- What pairs hands out of a library must not be the table behind its face.
local _, state = pairs(string)
assert(not pcall(rawset, state, "x", 1) or string.x == nil)
local key = next(string)
assert(type(key) == "string")
local f, s, k = pairs(string)
assert(not pcall(function() s.x = 1 end) or string.x == nil)
