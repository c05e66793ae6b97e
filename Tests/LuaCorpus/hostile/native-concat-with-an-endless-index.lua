-- expect: limit time | limit memory
return table.concat(setmetatable({}, {__index = function() return "" end}), "", 1, math.maxinteger)
