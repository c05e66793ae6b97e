-- expect: ok
assert(select("#", select(math.maxinteger, 1, 2, 3)) == 0)
assert(not pcall(select, math.mininteger, 1))
assert(not pcall(select, 0))
