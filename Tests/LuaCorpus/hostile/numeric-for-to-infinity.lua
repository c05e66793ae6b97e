-- expect: limit time
for i = 1, math.huge do pcall(error, i) end
