-- expect: ok
local n = 0
for i = math.maxinteger - 2, math.maxinteger do n = n + 1 end
for i = math.mininteger + 2, math.mininteger, -1 do n = n + 1 end
for i = math.maxinteger, math.maxinteger + 1.0 do n = n + 1 end
for i = math.mininteger, -math.huge, -1 do n = n + 1 end
for i = 1, math.mininteger do n = n + 100 end
for i = math.maxinteger - 1, math.huge, math.maxinteger do n = n + 1 end
for i = math.mininteger, math.maxinteger, math.maxinteger do n = n + 1 end
for i = 3, 1 do n = n + 100 end
assert(n == 12, n)
assert(not pcall(function() for i = 1, 10, 0 do end end))
assert(not pcall(function() for i = 1, 10, 0.0 do end end))
assert(not pcall(function() for i = 1, {} do end end))
for i = 1, 0/0 do n = 0 end
assert(n == 12)
