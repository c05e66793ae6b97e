-- expect: limit time
-- The flag must be seen at every switch, in both directions.
local co = coroutine.wrap(function() while true do coroutine.yield() end end)
while true do co() end
