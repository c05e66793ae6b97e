-- expect: ok
local seen = {}
local env = setmetatable({}, {__index = function(_, k) seen[#seen + 1] = k return _G[k] end, __newindex = function() error("kept out") end})
local f = assert(load("x = 1", "=c", "t", env))
assert(not pcall(f))
assert(load("return tostring(1)", "=c", "t", env)() == "1" and seen[1] == "tostring")
assert(not pcall(load("return x", "=c", "t", nil) or error))
assert(not pcall(load("x = 1", "=c", "t", 5)))
assert(load("\27Lua") == nil and load("\27Lua", "=c", "b") == nil and load("return 1", "=c", "b") == nil)
assert(load(function() return nil end)() == nil)
local pieces = {"return ", "1", " + 1", ""}
local i = 0
assert(load(function() i = i + 1 return pieces[i] end)() == 2)
