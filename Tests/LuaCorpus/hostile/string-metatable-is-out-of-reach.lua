-- expect: ok
assert(not getmetatable("") or type(getmetatable("")) ~= "table")
assert(not pcall(setmetatable, "", {}))
assert(not pcall(function() ("").x = 1 end))
assert(not pcall(rawset, string, "x", 1) and not pcall(rawset, getmetatable("") or 1, "x", 1))
assert(("x").dump == nil and ("x"):rep(2) == "xx")
assert(not pcall(function() string.format = print end))
