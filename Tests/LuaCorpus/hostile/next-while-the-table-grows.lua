-- expect: limit time | limit memory | error "invalid key"
local t = {1}
for k in pairs(t) do for i = 1, 100 do t[k .. ":" .. i] = true end end
while true do end
