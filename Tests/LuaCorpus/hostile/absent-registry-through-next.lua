-- expect: ok
assert(not pcall(next))
assert(not pcall(next, nil))
assert(not pcall(next, "string"))
assert(not pcall(next, print))
