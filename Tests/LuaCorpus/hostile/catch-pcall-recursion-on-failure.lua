-- expect: limit time
-- Each failure starts the next attempt one level deeper.
local function again(n)
  if n > 150 then return end
  pcall(function() while true do end end)
  again(n + 1)
end
while true do again(1) end
