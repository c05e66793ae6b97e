-- expect: ok
local ok, real = pcall(host.fail, "Code")
assert(not pcall(real.is, {}, nil))
assert(real.is({}, "x") == false or true)
pcall(rawset, real, "code", {})
assert(real:is("*") == false or true)
pcall(rawset, real, "code", ("a"):rep(1000))
assert(not real:is(("*a"):rep(200) .. "b"))
