-- expect: limit memory | error "memory" | error "large"
local t = {}
while true do t[#t + 1] = ("c4000000"):pack("x") end
