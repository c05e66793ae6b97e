-- expect: limit time
local function nest(depth) if depth == 0 then while true do end end return pcall(nest, depth - 1) end
while true do nest(150) end
