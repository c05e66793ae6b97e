-- expect: ok
local cycle = {} cycle[1] = cycle
local spied = setmetatable({1}, {__index = function() error("looked") end, __pairs = function() error("asked") end, __len = function() return 1e9 end})
for _, value in ipairs {cycle, {[1.5] = 1}, {[{}] = 1}, {1, x = 1}, {print}, {0 / 0}, {1 / 0}, {coroutine.create(print)}} do pcall(json.encode, value) end
assert(not pcall(json.encode, cycle) and not pcall(json.encode, {print}) and not pcall(json.encode, {0 / 0}))
assert(json.encode(spied) == "[1]")
for _, text in ipairs {"", "{", "[1,]", "{\"a\":}", "nul", "\"\\ud800\"", "1e999", "[" .. ("["):rep(5000), "\"\xff\"", "{}x", "\0"} do
  local ok, value = pcall(json.decode, text) assert(not ok or value == nil or type(value) ~= "function")
end
