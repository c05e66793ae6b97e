-- expect: limit time; session lost; memory 256MiB
local digits = ("1"):rep(1 << 26)
while true do assert(math.type(digits + 0) == "float") assert(tonumber(digits)) end
