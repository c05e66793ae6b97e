-- expect: ok
assert(not pcall(table.insert, {}, 5, "x"))
assert(not pcall(table.insert, {}, math.mininteger, "x"))
assert(not pcall(table.insert, {}))
assert(not pcall(table.insert, {}, 1, 2, 3))
