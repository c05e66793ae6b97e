-- expect: limit time
("a"):gsub("a", setmetatable({}, {__index = function() while true do end end}))
