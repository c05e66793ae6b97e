-- expect: limit memory | error "memory"; time 5s
local s = "x"
while true do s = s .. s end
