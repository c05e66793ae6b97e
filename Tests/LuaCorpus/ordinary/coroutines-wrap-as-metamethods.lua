local made = setmetatable({}, {
  __index = coroutine.wrap(function(_, key) while true do _, key = coroutine.yield(key .. "!") end end),
  __call = coroutine.wrap(function(...) while true do coroutine.yield(select("#", ...)) end end),
  __len = coroutine.wrap(function() coroutine.yield(3) error("gone", 0) end),
})
print(made.x, made.y, made(1, 2), made(1, 2), #made)
print(pcall(function() return #made end))
print(pcall(function() return #made end))
local w
w = coroutine.wrap(function() return pcall(w) end)
print(w())
local a, b
a = coroutine.create(function() return coroutine.resume(b) end)
b = coroutine.create(function() return coroutine.resume(a) end)
print(coroutine.resume(a))
local c = coroutine.create(function() return coroutine.status(c or coroutine.running()) end)
print(coroutine.resume(c))
for v in coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end) do io = v print(v) end
print(select("#", coroutine.resume(coroutine.create(function() return nil, nil end))))
