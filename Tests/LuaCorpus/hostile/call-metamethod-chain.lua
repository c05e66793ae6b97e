-- expect: error "attempt to call"
-- Every level adds an argument.
local f = setmetatable({}, {})
for i = 1, 100 do f = setmetatable({}, {__call = f}) end
f()
