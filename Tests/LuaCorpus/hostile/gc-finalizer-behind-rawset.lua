-- expect: error "__gc"
local meta = {}
rawset(meta, "__gc", true)
setmetatable({}, meta)
