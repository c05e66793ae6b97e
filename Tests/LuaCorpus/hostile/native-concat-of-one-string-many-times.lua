-- expect: limit memory | error "memory" | error "large"
-- The parts share their bytes, the result would not.
local part, t = ("x"):rep(1 << 20), {}
for i = 1, 10000 do t[i] = part end
return table.concat(t)
