-- expect: limit time
local hay = ("ab"):rep(1e6)
while true do hay:find(("ab"):rep(5e5) .. "c") end
