-- expect: limit time
local t = {}
local last = t
for i = 1, 1000 do
  local next = {}
  setmetatable(last, {__index = next})
  last = next
end
while true do local x = pcall(function() return t.missing end) end
