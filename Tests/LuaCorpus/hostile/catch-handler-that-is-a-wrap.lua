-- expect: limit time
local handler = coroutine.wrap(function() while true do coroutine.yield(1) end end)
while true do xpcall(error, handler, "x") end
