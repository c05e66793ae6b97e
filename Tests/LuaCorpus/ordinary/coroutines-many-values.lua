local co = coroutine.create(function(...) local n = select("#", ...) local m = select("#", coroutine.yield(...)) return n, m end)
local t = {} for i = 1, 150 do t[i] = i end
print(select("#", coroutine.resume(co, table.unpack(t)))) print(coroutine.resume(co, nil, nil, nil))
print(coroutine.wrap(function() return nil end)(), select("#", coroutine.wrap(function() end)())) print(coroutine.wrap(coroutine.yield)(1, 2)) print(coroutine.wrap(pcall)(error, "e"))
