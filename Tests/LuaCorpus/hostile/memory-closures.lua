-- expect: limit memory; time 5s
local last
while true do
  local before = last
  last = function() return before end
end
