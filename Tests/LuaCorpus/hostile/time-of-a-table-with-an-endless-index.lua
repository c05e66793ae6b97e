-- expect: limit time
local t = setmetatable({}, {__index = function() while true do end end})
while true do pcall(os.time, t) end
