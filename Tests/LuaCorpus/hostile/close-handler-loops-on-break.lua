-- expect: limit time
while true do
  local held <close> = setmetatable({}, {__close = function() for i = 1, math.huge do end end})
  break
end
