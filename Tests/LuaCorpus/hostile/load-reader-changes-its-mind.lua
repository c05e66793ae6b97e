-- expect: ok
local n = 0
local f = load(function() n = n + 1 if n == 1 then return "return " elseif n == 2 then return "1" elseif n == 3 then return "" end error("again") end)
assert(f() == 1)
assert(not load(function() return {} end))
assert(not load(function() error("reader") end))
assert(not load(function() return host.thing() end))
