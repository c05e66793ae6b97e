-- expect: ok
local things = {}
for i = 1, 500 do things[i] = host.thing() pcall(function() return things[i].nothing() end) pcall(function() things[i].x = 1 end) end
for i = 1, 500 do assert(not pcall(function() return #things[i] end)) assert(not pcall(setmetatable, things[i], {})) end
assert(not pcall(rawset, things[1], 1, 1) and not pcall(rawget, things[1], 1) and not pcall(next, things[1]))
assert(getmetatable(things[1]) == false)
