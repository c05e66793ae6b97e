-- expect: ok | limit depth | error "overflow"; time 2000ms
local function chain(n)
  local co = coroutine.create(function()
    local c <close> = setmetatable({}, {__close = function() if n > 0 then coroutine.close(chain(n - 1)) end end})
    coroutine.yield()
  end)
  coroutine.resume(co)
  return co
end
coroutine.close(chain(5000))
