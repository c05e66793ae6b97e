-- expect: limit depth | limit memory | ok | error ""; time 2000ms
local function loop(...) return (loop(...)) end
xpcall(loop, function(m) return loop(m) end)
