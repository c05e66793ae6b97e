-- expect: error "too deep"
local t = {}
t.t = t
return t
