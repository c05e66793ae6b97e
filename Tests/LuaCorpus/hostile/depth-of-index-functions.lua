-- expect: error "C stack overflow"; memory 64MiB; time 5s
local t = setmetatable({}, {})
getmetatable(t).__index = function(_, k) return t[k] end
return t.x
