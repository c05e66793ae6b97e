-- expect: limit time
local v = setmetatable({}, {__concat = function(a) while true do end end})
return "a" .. "b" .. v .. "c" .. "d"
