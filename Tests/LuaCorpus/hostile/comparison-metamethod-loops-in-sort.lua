-- expect: limit time
local meta = {__lt = function() while true do end end}
table.sort {setmetatable({}, meta), setmetatable({}, meta)}
