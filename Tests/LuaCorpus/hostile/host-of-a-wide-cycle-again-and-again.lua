-- expect: limit time
local t = {} for i = 1, 100 do t[i] = t end
while true do pcall(host.echo, t) end
