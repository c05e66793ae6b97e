-- expect: limit memory; time 5s
local keep = {}
do
  local held <close> = setmetatable({}, {__close = function()
    while true do pcall(function() keep[#keep + 1] = {} end) end
  end})
end
