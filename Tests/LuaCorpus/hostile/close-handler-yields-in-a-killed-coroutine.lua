-- expect: limit time
local function stay()
  local held <close> = setmetatable({}, {__close = function() while true do coroutine.yield() end end})
  while true do end
end
local co = coroutine.wrap(stay)
while true do pcall(co) end
