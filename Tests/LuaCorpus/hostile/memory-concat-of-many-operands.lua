-- expect: limit memory | error "memory"; time 5s
local a = ("x"):rep(1 << 20)
local t = {}
while true do t[#t + 1] = a .. a .. a .. a .. #t end
