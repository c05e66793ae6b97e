-- expect: limit time
local s = ("x"):rep(1e6)
while true do for i = 1, #s, 7 do s:find("y", i, true) end end
