-- expect: ok
assert(not pcall(coroutine.yield))
assert(not pcall(coroutine.yield, 1, 2, 3))
assert(coroutine.isyieldable() == false)
