-- expect: limit time; session lost
-- One assignment doubles the table; there all keys share one slot: quadratic, 26 s in stock Lua.
local t, step = {}, (1 << 18) - 1
for i = 1, (1 << 17) + 1 do t[i * step] = true end
while true do end
