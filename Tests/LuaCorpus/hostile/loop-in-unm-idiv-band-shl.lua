-- expect: limit time
local m = {}
for _, name in ipairs {"__unm", "__idiv", "__band", "__shl", "__bnot", "__mod", "__pow"} do
  m[name] = function(a, b) return a // b end
end
local t = setmetatable({}, m)
while true do pcall(function() return -t, ~t, t & t, t << t, t % t, t ^ t end) end
