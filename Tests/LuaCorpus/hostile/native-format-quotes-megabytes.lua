-- expect: limit time; memory 256MiB; session lost
local s = ("\1"):rep(20 << 20)
while true do local _ = ("%q"):format(s) end
