-- expect: limit time
local n = 0
::top::
do
  local x <close> = setmetatable({}, {__close = function() n = n + 1 end})
  goto top
end
