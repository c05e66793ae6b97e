-- expect: limit time
local function stay()
  local held <close> = setmetatable({}, {__close = function() while true do end end})
  while true do end
end
while true do pcall(coroutine.wrap(stay)) end
