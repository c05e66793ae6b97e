-- expect: limit time
local function make()
  local co = coroutine.create(function()
    local held <close> = setmetatable({}, {__close = function()
      local inner = make and make()
      if inner then coroutine.close(inner) end
    end})
    coroutine.yield()
  end)
  coroutine.resume(co)
  return co
end
while true do pcall(function() coroutine.close(make()) end) end
