-- expect: ok
local co
co = coroutine.create(function()
  local a <close> = setmetatable({}, {__close = function() assert(not pcall(coroutine.close, co)) end})
  coroutine.yield()
end)
coroutine.resume(co)
coroutine.close(co)
assert(coroutine.status(co) == "dead")
