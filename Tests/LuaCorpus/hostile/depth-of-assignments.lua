-- expect: ok; time 5s
local f, message = load(("a,"):rep(9000) .. "a = 1")
assert(not f and message:find "overflow", message)
