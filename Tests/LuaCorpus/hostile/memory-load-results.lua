-- expect: limit memory; time 5s
local keep = {}
while true do keep[#keep + 1] = load("return " .. #keep .. (" + 1"):rep(1000)) end
