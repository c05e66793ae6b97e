-- expect: limit time
local t = {}
for i = 1, 200000 do t[i] = (i * 7919) % 200003 end
while true do table.sort(t) for i = 1, 100 do t[i] = i * 31 % 97 end end
