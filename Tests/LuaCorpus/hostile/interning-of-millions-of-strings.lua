-- expect: limit time | limit memory; memory 256MiB; session lost
local t = {}
for i = 1, 1 << 30 do t[i & 0x1fffff] = i .. "" end
