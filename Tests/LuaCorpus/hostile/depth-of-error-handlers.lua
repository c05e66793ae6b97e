-- expect: ok; time 2s
local ok, message = xpcall(function() local x = nil + 1 end, function(m) return m .. nil end)
assert(ok == false)
