-- expect: ok
local closed = 0
local co = coroutine.create(function()
  local a <close> = setmetatable({}, {__close = function() closed = closed + 1 error("a") end})
  local b <close> = setmetatable({}, {__close = function() closed = closed + 1 error("b") end})
  coroutine.yield()
end)
coroutine.resume(co)
local ok, message = coroutine.close(co)
assert(not ok and closed == 2 and tostring(message):find("a"))
assert(coroutine.status(co) == "dead")
