-- expect: limit memory | limit depth; time 5s
local function list(t) return {table.unpack(t)}, {table.unpack(t)}, table.unpack(t) end
local t = {1, 2, 3}
while true do local a, b = list(t) t = {a, b, table.unpack(t)} t = {table.unpack(t), table.unpack(t)} end
