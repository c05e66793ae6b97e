-- expect: limit time; memory 256MiB; time 400ms
-- A buffer that is collected while a call of many arguments is made: no call that never ends.
local count = 190000
local items, values = ("d"):rep(count), {}
for i = 1, count do values[i] = 1.5 end
while true do pcall(string.pack, items, table.unpack(values)) end
