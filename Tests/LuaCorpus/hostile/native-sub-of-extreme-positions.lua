-- expect: ok
local lowest, highest = math.mininteger, math.maxinteger
assert(("abc"):sub(lowest, highest) == "abc")
assert(("abc"):sub(highest, lowest) == "")
assert(("abc"):byte(lowest, highest) == 97)
assert(("abc"):find("c", lowest, true) == 3)
assert(("abc"):find("", highest) == nil)
assert(("abc"):gmatch("c", lowest)() == "c")
assert(("abc"):gmatch("c", highest)() == nil)
assert(("abc"):gsub("b", "x", lowest) == "abc")
