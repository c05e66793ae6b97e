-- expect: limit time
local format = (" "):rep(1e6)
while true do format:pack() end
