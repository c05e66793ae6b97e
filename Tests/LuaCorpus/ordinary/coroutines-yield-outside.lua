print(pcall(coroutine.yield)) print(pcall(coroutine.yield, 1)) print(coroutine.wrap(function() return pcall(coroutine.yield, 5) end)())
print(pcall(coroutine.wrap(function() table.sort({3, 2, 1}, function(a, b) coroutine.yield() end) end))) print(pcall(coroutine.wrap(function() return ("x"):gsub("x", coroutine.yield) end)))
