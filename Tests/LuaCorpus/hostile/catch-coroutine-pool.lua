-- expect: limit time
local pool = {}
for i = 1, 200 do
  pool[i] = coroutine.create(function() while true do pcall(coroutine.yield, i) end end)
end
while true do for i = 1, #pool do coroutine.resume(pool[i]) end end
