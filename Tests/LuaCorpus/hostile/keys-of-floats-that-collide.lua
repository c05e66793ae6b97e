-- expect: limit time | ok; session lost
local t = {}
for i = 1, 60000 do t[i + 2.0^-20] = true t[-i * 2.0^40 + 0.5] = true end
for i = 1, 100000 do t[i * 2.0^900] = i end
while true do for i = 1, 1000 do local _ = t[i * 2.0^900] end end
