-- expect: ok; time 2s
local co
co = coroutine.create(function()
  local held <close> = setmetatable({}, {__close = function()
    assert(not pcall(coroutine.close, co))
    assert(not coroutine.resume(co))
    error("from the handler", 0)
  end})
  coroutine.yield()
end)
coroutine.resume(co)
local ok, message = coroutine.close(co)
assert(not ok and message == "from the handler")
assert(coroutine.close(co) and coroutine.status(co) == "dead")
