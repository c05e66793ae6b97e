-- expect: ok
assert(not load(function() return {} end))
local marker = {}
local f, e = load(function() error(marker) end)
assert(not f and e == marker)
