-- expect: limit time
-- type answers for every position: no Lua code runs in the iterator.
local t = setmetatable({}, {__index = type})
while true do for i, v in ipairs(t) do end end
