-- expect: ok
assert(select("#", ("x"):rep(40):match(("(x)"):rep(32))) == 32)
assert(not pcall(string.match, ("x"):rep(40), ("(x)"):rep(33)))
assert(not pcall(string.gsub, "x", "x", "%2"))
assert(not pcall(string.gsub, "x", "x", "%"))
assert(("x"):gsub("x", "%0%0") == "xx")
assert(("x"):gsub("()", "%1") == "1x2")
assert(not pcall(string.rep, "x", 1 << 40))
