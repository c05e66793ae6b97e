-- expect: ok; time 2s
local meta = setmetatable({}, {__index = {__gc = function() while true do end end}})
setmetatable({}, meta)
for i = 1, 100000 do local t = {} end
