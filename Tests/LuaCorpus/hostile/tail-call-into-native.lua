-- expect: limit time
local function f() return pcall(f) end
while true do pcall(f) end
