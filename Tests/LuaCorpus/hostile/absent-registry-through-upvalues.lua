-- expect: ok
-- _ENV is what load gives, and the script can see nothing behind it.
local env = load("return _ENV")()
assert(env == _G)
assert(load("return _ENV", "x", "t", {1})()[1] == 1)
