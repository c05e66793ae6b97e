-- expect: error "C stack overflow"; memory 64MiB; time 5s
local t = {}
setmetatable(t, {__tostring = function(self) return tostring(self) end})
return tostring(t)
