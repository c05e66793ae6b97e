-- expect: error "array too big" | limit time
table.sort(setmetatable({}, {__len = function() return 1 << 40 end}))
