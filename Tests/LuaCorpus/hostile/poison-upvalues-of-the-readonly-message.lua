-- expect: ok
local ok, message = pcall(function() string.x = 1 end)
assert(not ok and message:find("read-only", 1, true), message)
local ok, message = pcall(function() string[{}] = 1 end)
assert(not ok)
local ok, message = pcall(function() string[setmetatable({}, {__tostring = error})] = 1 end)
assert(not ok)
