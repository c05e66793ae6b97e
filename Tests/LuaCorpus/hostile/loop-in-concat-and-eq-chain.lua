-- expect: limit time
local m = {}
m.__eq = function(a, b) while true do end end
m.__concat = function(a, b) return pcall(function() return a == b end) end
local a, b = setmetatable({}, m), setmetatable({}, m)
while true do pcall(function() return a .. b end) end
