-- expect: ok; time 2s
local _, err = pcall(host.fail, "Some.Code")
for _, value in pairs {1, 1.5, "x", true, {}, print, coroutine.create(print), json.null, host.thing()} do
  pcall(err.is, err, value) pcall(err.is, value, "x") pcall(err.is, err, "x", value)
end
assert(not pcall(err.is) and not pcall(err.is, err))
assert(err:is("Some.*") and err:is("?ome.Code") and not err:is("some.code") and not err:is(""))
assert(err:is("x", "y", "*") and err:is("Some.Code\0tail") == false or true)
local deep = setmetatable({}, {__index = function() error("never called") end})
assert(not err.is(deep, "*"))
