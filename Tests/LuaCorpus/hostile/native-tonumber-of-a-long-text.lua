-- expect: limit time
local s = ("1"):rep(1e6)
while true do tonumber(s) tonumber(s, 36) tonumber(s .. "x") end
