local function loop(n) if n == 0 then return "done" end return loop(n - 1) end print(loop(100000))
local function even(n) if n == 0 then return true end return (function(m) return even(m - 1) end)(n) end print(even(50000))
print(select("#", (function() return pcall(error) end)()))
