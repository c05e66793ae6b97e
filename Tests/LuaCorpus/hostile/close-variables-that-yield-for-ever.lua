-- expect: error "yield across"
local forever = setmetatable({}, {__close = function() while true do coroutine.yield() end end})
local co = coroutine.wrap(function() local x <close> = forever error("x") end)
while true do co() end
