-- expect: limit time
for i = 1, 2, 5e-324 do end
