-- expect: limit time
local s = ("\0\n\"\\"):rep(1e5)
while true do ("%q"):format(s) end
