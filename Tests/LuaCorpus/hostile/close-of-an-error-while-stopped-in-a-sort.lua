-- expect: limit time
local t = {3, 1, 2}
table.sort(t, function()
  local x <close> = setmetatable({}, {__close = function() while true do end end})
  while true do end
end)
