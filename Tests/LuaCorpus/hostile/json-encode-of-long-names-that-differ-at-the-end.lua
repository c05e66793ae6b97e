-- expect: limit time; memory 256MiB
local t, long = {}, ("n"):rep(1 << 20)
for i = 1, 150 do t[long .. i] = true end
while true do json.encode(t) end
