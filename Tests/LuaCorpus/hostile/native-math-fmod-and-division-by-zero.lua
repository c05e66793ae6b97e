-- expect: ok
assert(not pcall(math.fmod, 1, 0))
assert(not pcall(function() return 1 // 0 end))
assert(not pcall(function() return 1 % 0 end))
assert(math.mininteger // -1 == math.mininteger and math.mininteger % -1 == 0)
assert(math.fmod(math.mininteger, -1) == 0)
