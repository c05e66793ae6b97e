-- expect: limit time
table.remove(setmetatable({}, {__len = function() return 1 << 50 end, __index = type, __newindex = type}), 1)
