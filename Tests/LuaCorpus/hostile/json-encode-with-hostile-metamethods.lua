-- expect: ok
local touched = false
local t = setmetatable({1, 2, a = nil}, {__index = function() touched = true return 1 end, __len = function() touched = true return 1 << 40 end, __pairs = function() touched = true return next, {}, nil end, __tostring = function() touched = true return "x" end})
pcall(json.encode, t)
pcall(json.encode, {[t] = 1})
pcall(json.encode, {t, t})
for _, value in ipairs {0/0, 1/0, -1/0, print, coroutine.create(print), host.thing()} do pcall(json.encode, {value}) end
assert(pcall(json.encode, {}))
