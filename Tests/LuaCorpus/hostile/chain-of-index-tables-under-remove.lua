-- expect: limit time
local t = {}
for _ = 1, 1900 do t = setmetatable({}, {__index = t, __newindex = t}) end
getmetatable(t).__len = function() return 1 << 40 end
while true do pcall(table.remove, t, 1) end
