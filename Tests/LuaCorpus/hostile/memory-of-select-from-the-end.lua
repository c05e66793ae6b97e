-- expect: limit memory | limit time | limit depth; time 300ms
local function walk(...) local n = select("#", ...) if n > 100000 then return walk(select(-n + 1, ...)) end return walk(n, ..., n) end
local t = {} for i = 1, 100001 do t[i] = i end
walk(table.unpack(t))
