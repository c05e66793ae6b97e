-- expect: error "C stack overflow"; memory 64MiB; time 5s
local t = setmetatable({}, {})
getmetatable(t).__concat = function(a, b) return a .. b end
return t .. "x"
