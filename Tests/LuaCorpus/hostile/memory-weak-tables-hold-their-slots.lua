-- expect: limit memory | limit time; time 2s
local all = {}
while true do
  local t = setmetatable({}, {__mode = "k"})
  for i = 1, 1000 do t[{}] = i end
  all[#all + 1] = t
end
