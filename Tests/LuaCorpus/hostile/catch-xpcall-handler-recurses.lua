-- expect: limit time
local function handler() return xpcall(error, handler, "again") end
while true do xpcall(error, handler, "start") end
