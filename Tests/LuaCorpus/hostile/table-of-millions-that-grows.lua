-- expect: limit time | limit memory; time 1s; memory 256MiB; session lost
local t = {}
for i = 1, math.huge do t[i * 1.5 + 0.25] = i end
