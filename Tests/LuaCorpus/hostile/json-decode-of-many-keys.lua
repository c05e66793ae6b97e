-- expect: limit time | limit memory; memory 64MiB
local parts = {}
for i = 1, 200000 do parts[i] = ('"k%d":%d'):format(i, i) end
local text = "{" .. table.concat(parts, ",") .. "}"
while true do json.decode(text) end
