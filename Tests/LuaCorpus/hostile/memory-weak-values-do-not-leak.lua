-- expect: ok; time 5s; memory 8MiB
local cache = setmetatable({}, {__mode = "v"})
for i = 1, 300000 do cache[i % 1000] = {i} end
