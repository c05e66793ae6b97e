print(("x"):rep(3), #"abc", type(("abc").len), ("%d"):rep(2, " "):format(1, 2))
print(pcall(function() return ("x"):nothing() end))
print(pcall(function() return ("x").y.z end))
print(pcall(function() local s = "x"; s.y = 1 end))
