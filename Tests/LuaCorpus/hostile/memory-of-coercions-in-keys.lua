-- expect: limit memory; time 5s
local t = {}
for i = 1, math.huge do t[i .. ""] = i + 0.5 .. "" t[-i .. "x" .. i] = ("%q"):format(i) end
