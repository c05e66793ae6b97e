-- expect: ok
local made = setmetatable({}, {__index = coroutine.wrap(function(_, key) while true do _, key = coroutine.yield(key .. "!") end end), __call = coroutine.wrap(function(...) while true do coroutine.yield(select("#", ...)) end end), __len = coroutine.wrap(function() coroutine.yield(3) error("gone") end)})
assert(made.x == "x!" and made.y == "y!")
assert(made(1, 2) == 3 and made(1, 2) == 3)
assert(#made == 3)
assert(not pcall(function() return #made end))
assert(not pcall(function() return #made end))
