-- expect: error "C stack overflow" | error "(error object"
local e = setmetatable({}, {})
getmetatable(e).__tostring = function(self) return tostring(self) end
assert(not pcall(tostring, e))
error(e)
