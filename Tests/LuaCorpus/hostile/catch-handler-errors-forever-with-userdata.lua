-- expect: ok
local ok, value = xpcall(error, function() error(host.thing()) end, "x")
assert(not ok)
