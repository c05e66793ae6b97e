-- expect: ok
assert(getmetatable("") == false)
assert(getmetatable(1) == nil and getmetatable(true) == nil and getmetatable(nil) == nil)
assert(getmetatable(print) == nil and getmetatable(coroutine.create(print)) == nil)
assert(not pcall(setmetatable, "", {}))
assert(not pcall(setmetatable, 1, {}))
assert(not pcall(setmetatable, print, {}))
