-- expect: limit time; memory 256MiB
local t, long = {}, ("x"):rep(1 << 24)
for i = 1, 6 do t[i] = long .. i end
for i = 7, 6000 do t[i] = t[i % 6 + 1] end
while true do table.sort(t) table.sort(t, function(a, b) return a > b end) end
