-- expect: limit time
for i = 1.0, math.huge, 0.5 do end
