-- expect: limit memory | error "too large" | error "too many results"; time 5s
local t = {}
for i = 1, 900000 do t[i] = i end
return table.unpack(t)
