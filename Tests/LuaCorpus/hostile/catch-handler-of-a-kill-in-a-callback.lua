-- expect: limit time
-- Handlers below a C function, where a run cannot be left by yielding.
local function handler(m) handled = m while true do end end
while true do
  xpcall(string.gsub, handler, "x", "x", function() xpcall(table.sort, handler, {3, 2, 1}, function() while true do end end) end)
end
