-- expect: limit time
local co = coroutine.wrap(function()
  while true do xpcall(error, coroutine.yield, "x") end
end)
while true do pcall(co) end
