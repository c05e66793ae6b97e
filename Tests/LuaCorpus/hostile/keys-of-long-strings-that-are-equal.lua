-- expect: limit time; memory 256MiB
local function long() return ("k"):rep(1 << 22) .. "" end
local t = {[long()] = 1}
while true do assert(t[long()] == 1) end
