for i = 1, 3 do print(i) end for i = 3, 1, -1 do print(i) end for i = 1, 0 do print "never" end
for i = 1.0, 2.0, 0.5 do print(i) end for i = 1, 2, 0.5 do print(i) end
for i = math.maxinteger - 1, math.maxinteger do print(i) end for i = math.mininteger, math.mininteger + 2, 2 do print(i) end
for i = 1, math.huge do if i > 3 then break end print(i) end for i = 1, 3.9 do print(i) end for i = -1, -math.huge, -1 do if i < -2 then break end print(i) end
print(pcall(function() for i = 1, 10, 0 do end end), pcall(function() for i = "a", 2 do end end), pcall(function() for i = 1, {} do end end))
