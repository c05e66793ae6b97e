-- expect: limit time
setmetatable(_G, {__newindex = function() while true do end end})
fresh = 1
