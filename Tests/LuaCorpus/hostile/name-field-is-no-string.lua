-- expect: ok
local t = setmetatable({}, {__name = {}})
assert(tostring(t):find("^table: "))
assert(not pcall(string.rep, t))
