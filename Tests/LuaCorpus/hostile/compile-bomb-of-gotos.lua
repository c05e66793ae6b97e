-- expect: ok | limit time | error "" | syntax ""; time 1000ms
local parts = {}
for i = 1, 900 do parts[#parts + 1] = "goto l" .. i .. " ::l" .. i .. "::" end
local f = load(table.concat(parts, " "))
local text = "while true do " .. ("if x then goto continue end "):rep(900) .. " ::continue:: end"
load(text)
assert(not load("do " .. ("goto nowhere "):rep(2000) .. " end"))
