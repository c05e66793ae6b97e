-- expect: limit time
local function chain(depth, last)
  local t = last or {}
  for _ = 1, depth do t = setmetatable({}, {__index = t, __newindex = t}) end
  return t
end
local t = chain(1900)
local text = ("abc "):rep(1000000)
while true do text:gsub("%a", t) end
