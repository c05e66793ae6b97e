local function nest(n) if n == 0 then return coroutine.yield("bottom") end return coroutine.wrap(function() local r = nest(n - 1) return n .. "<" .. tostring(r) end)() end
print(coroutine.wrap(function() return nest(5) end)()) local co = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(coroutine.wrap(function() coroutine.yield(i) end)()) end end) print(co(), co(), co())
