print(xpcall(function() error("x", 0) end, function(m) return "handled " .. m end)) print(xpcall(function(...) return ... end, print, 1, 2, 3))
print(xpcall(error, function(m) return m, 2 end, "only first")) print(xpcall(function() local x = nil; x() end, function(m) return #m > 0 end)) print(select("#", xpcall(error, function() end)))
print(xpcall(function() return pcall(error, "inner") end, function() return "outer" end)) print(xpcall(error, function(m) error("again", 0) end, "first") == false)
print(xpcall(coroutine.wrap(function() error("in co", 0) end), function(m) return "got " .. m end))
