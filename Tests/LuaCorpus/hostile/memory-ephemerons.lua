-- expect: limit memory | limit time; time 2s
local chain, last = setmetatable({}, {__mode = "k"}), {}
local first = last
while true do
  local next = {}
  chain[last] = next
  last = next
end
