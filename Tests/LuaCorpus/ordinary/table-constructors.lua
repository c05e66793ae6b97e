local function two() return 1, 2 end
local t = {two(), two(), x = two(), [10] = "ten", two()}
print(#t, t[1], t[2], t[3], t[4], t.x, t[10])
print(#{two(), (two())}, #{(two())}, #{two(), nil}, select("#", table.unpack({two(), two(), n = 3})))
print(({1, 2, 3, [2] = "x"})[2], ({[1] = "a", "b"})[1])
