local co = coroutine.wrap(function()
  for k, v in (function() return coroutine.yield("iterator") end) do print("loop", k, v) break end
  for i, v in ipairs(setmetatable({}, {__index = function(_, i) if i < 3 then return coroutine.yield(i) end end})) do print(i, v) end
  return "end"
end)
print(co()) print(co("k", "v")) print(pcall(co, "first")) print(pcall(co, "second"))
