-- expect: limit time
local class = "[" .. ("%a%d"):rep(2000) .. "]"
while true do ("!"):rep(5000):find(class) end
