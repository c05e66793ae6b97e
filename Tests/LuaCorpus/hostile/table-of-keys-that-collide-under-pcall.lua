-- expect: limit time; session lost
local function flood()
  local t, step = {}, (1 << 19) - 1
  for i = 1, (1 << 18) + 1 do t[i * step] = true end
end
while true do
  coroutine.wrap(function() pcall(flood) end)()
  ("x"):gsub("x", function() pcall(flood) end)
end
