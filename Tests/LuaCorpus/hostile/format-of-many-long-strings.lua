-- expect: limit time | error "" | limit memory; memory 128MiB; session lost
local long = ("x"):rep(1 << 20)
local format = ("%s"):rep(100)
local list = {}
for i = 1, 100 do list[i] = long end
while true do pcall(string.format, format, table.unpack(list)) end
