print(xpcall(error, function(m) error("again") end, "x"))
print(xpcall(error, function(m) return m .. "!" end, "x"))
print(xpcall(error, error, "x"))
print(xpcall(error, function() local t = nil; return t.x end, "x"))
print(xpcall(function() error(setmetatable({}, {__tostring = function() return "obj" end})) end, tostring))
local function inner() local ok, m = pcall(error, "e1") error("e2:" .. m, 0) end
print(pcall(inner)) print(pcall(error)) print(pcall(error, nil)) print(pcall(error, "x", 0)) print(pcall(error, "x", 1)) print(pcall(error, "x", 2)) print(pcall(error, "x", 99)) print(pcall(error, "x", -1))
print(select("#", pcall(error)))
print(pcall(assert)) print(pcall(assert, nil))  print(pcall(assert, nil, nil)) print(pcall(assert, 1, 2, 3)) print(pcall(assert, false, "m", "n"))
