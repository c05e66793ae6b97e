-- expect: ok
local f, err = load(function() host.fail("Some.Code") end)
assert(f == nil and err ~= nil)
