-- expect: limit time
local hay, needle = ("a"):rep(2e6), ("a"):rep(1e6) .. "b"
while true do hay:find(needle, 1, true) end
