-- expect: limit time
table.unpack(setmetatable({}, {__len = function() while true do end end}))
