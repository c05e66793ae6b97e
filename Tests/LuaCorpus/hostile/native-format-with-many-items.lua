-- expect: limit time
local format = ("%s"):rep(200)
local values = {}
for i = 1, 200 do values[i] = i end
while true do format:format(table.unpack(values)) end
