-- expect: limit time | limit memory; memory 32MiB
local t = {"x"}
setmetatable(t, {__len = function() return 1 << 30 end, __index = function(self, i) rawset(self, i, "y") return "y" end})
while true do pcall(table.concat, t, ",", 1, 1 << 30) end
