-- expect: ok
local depth = 0
local function handler(m) depth = depth + 1 error(m) end
local went, err = xpcall(error, handler, "x")
assert(went == false)
assert(depth > 1 and depth < 300, depth)
assert(select(2, xpcall(error, function(m) return {m} end, "y"))[1] == "y")
assert(select("#", xpcall(error, function() end)) == 2)
