-- expect: limit time
local codes = {}
for i = 1, 200000 do codes[i] = 65 end
while true do string.char(table.unpack(codes)) end
