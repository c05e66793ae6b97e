local t = {1, 2, 3, nil, 5}
print(#t, #{nil}, #{nil, nil, 3}, #{n = 1}, #{1, 2, nil})
t = {} for i = 1, 10 do t[i] = i end t[10] = nil t[9] = nil print(#t)
t = {[1] = "a", [2] = "b", [4] = "d"} print(#t == 2 or #t == 4)
print(#"abc", pcall(function() return #5 end), pcall(function() return #nil end))
