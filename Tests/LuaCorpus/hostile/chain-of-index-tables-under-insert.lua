-- expect: limit time
local function chain(depth, last)
  local t = last or {}
  for _ = 1, depth do t = setmetatable({}, {__index = t, __newindex = t}) end
  return t
end
local t = chain(1900)
getmetatable(t).__len = function() return 1 << 40 end
while true do pcall(table.insert, t, 1, 1) end
