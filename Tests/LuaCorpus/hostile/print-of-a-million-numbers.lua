-- expect: limit time; time 300ms; memory 256MiB; output 1GiB
local values = {}
for i = 1, 900000 do values[i] = i + 0.5 end
while true do print(table.unpack(values)) end
