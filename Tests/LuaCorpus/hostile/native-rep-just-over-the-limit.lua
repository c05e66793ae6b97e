-- expect: limit memory | error "memory" | error "too large"
local s = ("x"):rep(24 << 20)
while true do s = s .. "y" end
