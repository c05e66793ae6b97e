-- expect: limit memory; time 5s
local f = function() end
while true do local g, a, b, c = f, 1, 2, 3 f = function() a, b, c = b, c, a return g end end
