-- expect: ok
local n = 0
for i = math.maxinteger - 2, math.maxinteger do n = n + 1 end
for i = math.mininteger + 2, math.mininteger, -1 do n = n + 1 end
for i = math.mininteger, math.maxinteger, math.maxinteger do n = n + 1 end
for i = 1, -math.huge do n = n + 100 end
for i = 1, 0 / 0 do n = n + 100 end
assert(n == 9, n)
assert(not pcall(load "for i = 1, 2, 0 do end"))
assert(not pcall(load "for i = 1, {} do end"))
