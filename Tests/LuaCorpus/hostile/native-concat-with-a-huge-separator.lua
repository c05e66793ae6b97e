-- expect: limit memory | error "memory" | error "large"
local t = {}
for i = 1, 10000 do t[i] = "" end
return table.concat(t, ("-"):rep(1 << 20))
