print(pcall(error)) print(pcall(error, nil)) print(pcall(error, "m")) print(pcall(error, "m", 0)) print(pcall(error, 42)) print(pcall(error, true)) print(select("#", pcall(error, nil)))
local e = {code = 5} local ok, got = pcall(error, e) print(got == e, got.code) print(pcall(function() error("here") end)) print(pcall(function() error("up", 2) end)) print(pcall(function() error("two", 3) end))
print(pcall(function() error(setmetatable({}, {__tostring = function() return "custom" end})) end) == false) print(pcall(assert, 1, 2, 3)) print(pcall(assert, false, "msg"))
local function level1() error("lvl", 1) end local function level2() error("lvl", 2) end print(pcall(level1)) print(pcall(function() level2() end))
