-- expect: ok
local co co = coroutine.create(function() assert(not coroutine.resume(co)) local w w = coroutine.wrap(function() assert(not pcall(w)) end) w() end)
assert(coroutine.resume(co))
assert(not pcall(coroutine.close, coroutine.running()))
