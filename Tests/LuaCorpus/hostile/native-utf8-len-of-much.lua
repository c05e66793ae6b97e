-- expect: limit time
local s = ("é"):rep(1e6)
while true do utf8.len(s) end
