math.randomseed(42)
print(math.random(1, 100), math.random(1, 100), math.random(10), math.random(0), math.random())
math.randomseed(42, 7)
for i = 1, 5 do print(math.random(math.mininteger, math.maxinteger)) end
math.randomseed(1.0) print(math.random(1000000))
print(pcall(math.random, 0), pcall(math.random, 2, 1), pcall(math.random, 1, 2, 3), math.random(5, 5))
