local co = coroutine.wrap(function()
  local ok, v = pcall(function() local x = coroutine.yield("in pcall") error("after " .. x) end)
  print(ok, v)
  print(xpcall(function() return coroutine.yield("in xpcall") end, print))
  return "done"
end)
print(co()) print(co("resume")) print(co("value"))
