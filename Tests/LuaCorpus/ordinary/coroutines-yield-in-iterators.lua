local co = coroutine.wrap(function()
  for k, v in (function() return coroutine.yield("iterator") end) do print("loop", k, v) break end
  local t = setmetatable({}, {__pairs = function() return function(_, i) return coroutine.yield(i) end end})
  for k in pairs(t) do print("pair", k) end
  return "end"
end)
print(co()) print(co("k", "v")) print(co("first")) print(co(nil))
print(pcall(coroutine.wrap(function() for i in ipairs(setmetatable({}, {__index = coroutine.yield})) do end end)))
