-- expect: ok
local t = {3, 2, 1}
local marker = {}
local ok, e = pcall(table.sort, t, function() error(marker) end)
assert(not ok and e == marker)
