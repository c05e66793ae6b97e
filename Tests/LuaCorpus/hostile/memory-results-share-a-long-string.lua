-- expect: error "too large"; memory 16MiB
-- What leaves Lua is a copy: a thousand names for one string would be a thousand copies.
local s, t = ("x"):rep(1 << 20), {}
for i = 1, 4000 do t[i] = s end
return t
