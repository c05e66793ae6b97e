-- expect: ok
local ok, err = pcall(host.fail, "Some.Code")
assert(not ok and getmetatable(err) == false)
assert(not pcall(setmetatable, err, {}))
assert(err.is ~= nil and not pcall(err.is, 1, "x") and not pcall(err.is))
for key, value in pairs(err) do assert(type(key) == "string", key) end
assert(rawget(err, "is") == nil)
