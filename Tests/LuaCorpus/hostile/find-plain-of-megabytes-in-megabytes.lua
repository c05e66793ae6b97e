-- expect: limit time; time 500ms; memory 256MiB
local text = ("a"):rep(30000000)
local needle = ("a"):rep(7000000) .. "b" .. ("a"):rep(7000000)
assert((text .. needle .. "!"):find(needle, 2, true) == 30000001)
while true do text:find(needle, 1, true) end
