-- expect: limit time
local t = setmetatable({}, {__call = function(self, ...) return xpcall(self, self, ...) end})
while true do pcall(t) end
