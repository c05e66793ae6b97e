-- expect: limit time; memory 64MiB
local text = "[" .. ("1,"):rep(1000000)
while true do assert(not pcall(json.decode, text)) end
