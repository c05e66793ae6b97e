-- expect: ok
local ok, a, b = pcall(load, function() host.sleep(1) end)
assert(not ok or not a)
