-- expect: limit memory | limit depth | error "stack overflow"; time 5s
local mt = {__close = function() end}
local function nest(n) local a <close> = setmetatable({n}, mt) local b <close> = setmetatable({n}, mt) return (nest(n + 1)) end
nest(1)
