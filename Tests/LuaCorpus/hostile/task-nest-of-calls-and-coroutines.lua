-- expect: limit depth | limit memory | limit time | error "C stack overflow"; time 1s
local function nest() return coroutine.wrap(function() return host.call(nest) end)() end
nest()
