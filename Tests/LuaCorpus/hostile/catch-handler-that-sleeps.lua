-- expect: ok
local ok, message = xpcall(error, function() host.sleep(1) end, "x")
assert(not ok)
