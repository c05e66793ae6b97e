-- expect: limit time
while true do table.pack(("x"):byte(1, -1), table.unpack({}, 1, 100000)) end
