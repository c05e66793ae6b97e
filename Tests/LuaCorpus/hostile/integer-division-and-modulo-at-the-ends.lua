-- expect: ok
assert(math.mininteger // -1 == math.mininteger and math.mininteger % -1 == 0)
assert(not pcall(function() return 1 // 0 end) and not pcall(function() return 1 % 0 end))
assert(1 // 0.0 == math.huge and 1 % math.huge == 1.0 and -1 % math.huge == math.huge)
assert(math.fmod(math.mininteger, -1) == 0 and not pcall(math.fmod, 1, 0))
assert(1 << 64 == 0 and 1 << -64 == 0 and 1 << 63 == math.mininteger and -1 >> 1 == math.maxinteger and 1 << math.mininteger == 0)
assert(math.abs(math.mininteger) == math.mininteger and -math.mininteger == math.mininteger)
assert(math.ult(1, -1) and math.tointeger(2^63) == nil and math.floor(-0.5) == -1 and math.ceil(1e300) == 1e300)
assert(not pcall(math.random, 0, -1) and math.random(math.mininteger, math.maxinteger) and not pcall(math.random, 1, 2, 3))
