-- expect: limit time
local function handler(m) error(m) end
while true do xpcall(function() local x = nil; x() end, handler) end
