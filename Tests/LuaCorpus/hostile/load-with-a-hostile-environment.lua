-- expect: limit time
local f = load("x = y while true do y() end", "=x", "t", setmetatable({}, {__index = function(_, k) return function() pcall(error) end end}))
while true do pcall(f) end
