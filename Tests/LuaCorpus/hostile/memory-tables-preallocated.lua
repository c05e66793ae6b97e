-- expect: limit memory; time 5s
local all = {}
while true do all[#all + 1] = table.pack(table.unpack({}, 1, 50000)) end
