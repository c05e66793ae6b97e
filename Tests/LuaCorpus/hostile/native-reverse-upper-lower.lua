-- expect: limit time
local s = ("aB"):rep(1e6)
while true do s = s:reverse():upper():lower() end
