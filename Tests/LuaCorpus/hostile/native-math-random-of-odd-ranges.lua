-- expect: ok
assert(math.random(math.mininteger, math.maxinteger))
assert(math.random(0))
assert(not pcall(math.random, 0, -1))
assert(not pcall(math.random, math.maxinteger, math.mininteger))
assert(not pcall(math.random, 1, 2, 3))
