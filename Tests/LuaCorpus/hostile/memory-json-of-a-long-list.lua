-- expect: limit memory | error ""; time 5s
local text = "[" .. ("0,"):rep(2e6) .. "0]"
local keep = {}
while true do keep[#keep + 1] = json.decode(text) end
