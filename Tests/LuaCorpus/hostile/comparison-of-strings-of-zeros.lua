-- expect: limit time; session lost; memory 256MiB
local a, b = ("\0"):rep(1 << 26) .. "a", ("\0"):rep(1 << 26) .. "b"
while true do assert(a < b) end
