-- expect: limit memory | error "memory" | error "large"; time 1s
local s = ("x"):rep(1000)
while true do s = s:gsub(".", "%0%0") end
