-- expect: limit memory; time 5s
local keep = {}
while true do keep[#keep + 1] = ("x"):rep(100):gmatch(("."):rep(100)) end
