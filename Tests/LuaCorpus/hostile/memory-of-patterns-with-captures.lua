-- expect: limit memory | limit time; time 5s; memory 64MiB
local text = ("a"):rep(8000000)
local keep = {}
while true do keep[#keep + 1] = {text:match(("()(.-)"):rep(15) .. "(.*)$")} keep[#keep + 1] = text:gsub("^(.*)(.)$", "%2%1") end
