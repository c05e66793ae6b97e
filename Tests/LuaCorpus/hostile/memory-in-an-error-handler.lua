-- expect: limit memory; time 5s
local keep = {}
local function handler(m) while true do keep[#keep + 1] = m .. #keep end end
xpcall(error, handler, "x")
