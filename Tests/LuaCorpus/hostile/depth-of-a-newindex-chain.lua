-- expect: error "loop"
local t = {}
for i = 1, 3000 do t = setmetatable({}, {__newindex = t}) end
t.x = 1
