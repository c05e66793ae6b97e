-- expect: ok
local co
co = coroutine.create(function()
  local a <close> = setmetatable({}, {__close = function() coroutine.resume(co) end})
  coroutine.yield()
end)
coroutine.resume(co)
coroutine.close(co)
assert(not coroutine.resume(co))
