-- expect: limit memory | limit time; memory 16MiB
local t = {}
for i = 1, math.huge do t[i] = i .. "" t[-i] = i + 0.5 .. "" end
