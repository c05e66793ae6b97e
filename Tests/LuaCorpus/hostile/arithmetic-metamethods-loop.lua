-- expect: limit time
local meta = {}
for _, name in ipairs {"add", "sub", "mul", "div", "idiv", "mod", "pow", "unm", "band", "concat"} do
  meta["__" .. name] = function(a, b) return a end
end
local v = setmetatable({}, meta)
while true do v = v + v - v * v / v // v % v ^ v & v .. v end
