-- expect: limit time; time 500ms; memory 256MiB
local text = ("a"):rep(60000000)
while true do text:find("ab", 1, true) text:find(("a"):rep(1000) .. "b", 1, true) end
