-- expect: limit time | error ""; memory 256MiB
local t = {}
for i = 1, 400000 do t[i] = i end
while true do pcall(host.echo, t) end
