-- expect: limit memory; time 5s
local t = {}
while true do t[#t + 1] = {} end
