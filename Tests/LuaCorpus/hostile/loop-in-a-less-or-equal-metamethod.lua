-- expect: limit time
local m = {__le = function() while true do pcall(error) end end}
return setmetatable({}, m) <= setmetatable({}, m)
