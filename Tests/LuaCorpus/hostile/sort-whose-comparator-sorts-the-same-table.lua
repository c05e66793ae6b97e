-- expect: limit time | error ""
local t = {}
for i = 1, 300 do t[i] = (i * 7919) % 307 end
local function compare(a, b) table.sort(t, compare) return (a or 0) < (b or 0) end
while true do pcall(table.sort, t, compare) end
