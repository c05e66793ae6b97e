-- expect: ok
do local a <close> = nil local b <close> = false end
assert(not pcall(load "local x <close> = 1"))
assert(not pcall(load "local x <close> = {}"))
local mt = {__close = function() end}
local x = setmetatable({}, mt)
local went, err = pcall(function() local y <close> = x mt.__close = nil end)
assert(not went and tostring(err):find("close"))
