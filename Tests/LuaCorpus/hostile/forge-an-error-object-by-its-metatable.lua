-- expect: ok
local ok, real = pcall(host.fail, "Code")
assert(not ok and real.kind == "service" and real:is("C*"))
assert(getmetatable(real) == false)
assert(not pcall(setmetatable, real, nil))
local forged = setmetatable({kind = "limit"}, {__index = real})
local ok, back = pcall(error, forged)
assert(back == forged)
