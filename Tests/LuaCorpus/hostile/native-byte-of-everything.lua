-- expect: limit time
local s = ("x"):rep(200000)
while true do pcall(string.byte, s, 1, -1) end
