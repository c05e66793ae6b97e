-- expect: ok
local last = math.maxinteger
assert(table.concat({[last] = "x"}, "", last, last) == "x")
assert(table.concat({}, "", last, math.mininteger) == "")
