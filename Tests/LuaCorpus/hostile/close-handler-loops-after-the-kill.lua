-- expect: limit time
local guard = setmetatable({}, {__close = function() while true do end end})
do
  local held <close> = guard
  while true do end
end
