-- expect: ok
assert(not load("local " .. ("a,"):rep(250) .. "a"))
assert(not load(("do "):rep(300) .. ("end "):rep(300)))
assert(not load("return " .. ("function() return "):rep(300) .. ("end "):rep(300)))
assert(not load("return " .. ("{"):rep(400) .. ("}"):rep(400)))
assert(not load("return " .. ("- "):rep(400) .. "1"))
assert(not load("x = " .. ("a."):rep(3) .. "1"))
assert(not load("local x <const>, y <close>, z <close> = 1"))
