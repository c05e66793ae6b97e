-- expect: ok
local w = coroutine.wrap(function(...) while true do coroutine.yield("x") end end)
assert(("abc"):gsub(".", w) == "xxx")
assert(#tostring(setmetatable({}, {__tostring = w})) == 1)
assert(load(coroutine.wrap(function() coroutine.yield("return 1") end))() == 1)
local t = setmetatable({}, {__index = w, __len = function() return 3 end})
assert(t.a == "x" and table.concat(t) == "xxx")
