-- expect: error "" | limit memory; time 2s
local t = {}
for i = 1, 60 do t = {t, t} end
json.encode(t)
