-- expect: ok; time 5s
-- Neither reading nor writing runs script code in between: what a metamethod would change stays.
local t = setmetatable({a = 1}, {__index = function(t, k) rawset(t, k, 1) return 1 end, __len = function() return 1e9 end, __pairs = function() return function() return "x", 1 end end})
assert(json.encode(t) == '{"a":1}' and rawget(t, "x") == nil)
local a = json.array {} assert(json.encode(a) == "[]" and getmetatable(a) == false)
setmetatable(a, nil) assert(json.encode(a) == "{}")
local decoded = json.decode "[]" decoded[1] = decoded assert(not pcall(json.encode, decoded))
