-- expect: error "__gc"
-- The classic trick: a false placeholder marks the object, the function comes later.
local meta = {__gc = false}
local object = setmetatable({}, meta)
meta.__gc = function() while true do end end
