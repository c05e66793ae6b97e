-- expect: limit memory; time 5s
local keep = {}
table.sort({1, 2, 3}, function() while true do keep[#keep + 1] = {} end end)
