-- expect: limit time | error ""; memory 128MiB
local text = "[" .. ("1"):rep(1 << 24) .. "]"
while true do pcall(json.decode, text) end
