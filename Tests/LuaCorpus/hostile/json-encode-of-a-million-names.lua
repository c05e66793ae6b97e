-- expect: limit time; memory 256MiB
local t = {}
for i = 1, 1000000 do t[i .. ""] = true end
while true do json.encode(t) end
