-- expect: limit time
local function chain(depth, last)
  local t = last or {}
  for _ = 1, depth do t = setmetatable({}, {__index = t, __newindex = t}) end
  return t
end
local t = chain(1900, setmetatable({}, {__newindex = type}))
local many = {}
for i = 1, 100000 do many[i] = i end
while true do pcall(table.move, many, 1, 100000, 1, t) end
