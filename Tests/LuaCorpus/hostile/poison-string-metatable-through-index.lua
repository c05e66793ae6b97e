-- expect: ok
local meta = getmetatable("")
assert(meta == false)
assert(not pcall(function() ("").x = 1 end))
assert((""):len() == 0)
assert(("x").rep == string.rep)
