-- expect: limit time | limit memory | limit depth | error ""; memory 256MiB
local t = {}
for i = 1, 200000 do t[i] = i end
local function f(...) return select("#", ...), ... end
while true do local n = f(table.unpack(t)) assert(n == 200000) local _ = {f(table.unpack(t))} end
