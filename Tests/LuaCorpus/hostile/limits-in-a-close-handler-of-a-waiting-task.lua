-- expect: limit time; time 200ms
local function hold() return setmetatable({}, {__close = function() while true do end end}) end
for i = 1, 5 do
  coroutine.wrap(function() local x <close> = hold() coroutine.yield() end)()
end
pcall(host.call, function()
  local a <close> = hold()
  local b <close> = setmetatable({}, {__close = function() host.sleep(60000) end})
  host.call(function() local c <close> = hold() host.sleep(100) error("out") end)
end)
