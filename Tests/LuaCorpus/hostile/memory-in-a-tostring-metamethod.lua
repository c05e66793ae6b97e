-- expect: limit memory; time 5s
local keep = {}
print(setmetatable({}, {__tostring = function() while true do keep[#keep + 1] = {} end end}))
