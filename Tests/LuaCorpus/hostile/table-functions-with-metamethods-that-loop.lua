-- expect: limit time | limit memory
local t = setmetatable({}, {__index = function(_, k) return "x" end, __newindex = function() end, __len = function() return math.maxinteger - 1 end})
while true do pcall(table.move, t, 1, math.maxinteger - 1, 1, {}) pcall(table.concat, t, "", 1, 1e15) end
