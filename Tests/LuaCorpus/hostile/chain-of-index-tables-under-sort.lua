-- expect: limit time
local function chain(depth, last)
  local t = last or {}
  for _ = 1, depth do t = setmetatable({}, {__index = t, __newindex = t}) end
  return t
end
local last = {}
for i = 1, 100000 do last[i] = (i * 7919) % 100003 end
local t = chain(1900, last)
getmetatable(t).__len = function() return 100000 end
while true do table.sort(t) end
