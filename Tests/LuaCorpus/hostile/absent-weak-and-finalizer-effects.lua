-- expect: ok
local t = setmetatable({}, {__mode = "k"})
t[{}] = 1
t[1] = setmetatable({}, {__mode = "v"})
assert(not pcall(setmetatable, {}, {__gc = true}))
assert(not pcall(setmetatable, {}, {__gc = false}))
local mt = {}
local x = setmetatable({}, mt)
mt.__gc = function() error("ran") end
assert(not pcall(setmetatable, {}, mt))
mt.__gc = nil
assert(setmetatable({}, mt))
x, t = nil, nil
for i = 1, 10000 do local _ = {i} end
assert(collectgarbage("count") > 0)
for _, option in ipairs {"collect", "stop", "restart", "step", "incremental", "generational", "isrunning", "setpause", "x", ""} do assert(not pcall(collectgarbage, option)) end
assert(not pcall(collectgarbage))
assert(warn == nil and dofile == nil and loadfile == nil and loadstring == nil and io == nil and package == nil)
