-- expect: ok
assert(not pcall(table.move, {}, 1, math.maxinteger, 2))
assert(not pcall(table.move, {}, math.mininteger, math.maxinteger, 1))
assert(not pcall(table.move, {}, -1, math.maxinteger, 2))
assert(#table.move({1, 2}, 2, 1, math.maxinteger) == 2)
