-- expect: limit time
local function chain(depth, last)
  local t = last or {}
  for _ = 1, depth do t = setmetatable({}, {__index = t, __newindex = t}) end
  return t
end
local t = chain(1900)
while true do pcall(table.move, t, 1, 1 << 40, 2, {}) end
