-- expect: limit time | limit memory; memory 256MiB
local t = ("x"):rep(1 << 26)
while true do local _ = t:upper() end
