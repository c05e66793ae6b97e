-- expect: ok
local thing = host.thing()
assert(thing:name() == "a thing")
assert(getmetatable(thing) == false)
local name = thing.name
for _, value in ipairs {{}, "thing", 1, print, coroutine.create(print), json.null,
    setmetatable({}, {__index = thing}), setmetatable({}, {__name = "thing"})} do
  assert(not pcall(name, value))
end
assert(not pcall(name))
