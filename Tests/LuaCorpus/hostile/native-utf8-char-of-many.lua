-- expect: limit time
local codes = {}
for i = 1, 100000 do codes[i] = 0x10FFFF end
while true do utf8.char(table.unpack(codes)) end
