-- Prints the processor milliseconds that one answer takes to become Lua tables, collecting them
-- included: the median of some batches. The same file runs in lunette and in its peers, with
-- their own `json`.
local text = require "answer"
local batches, size = 9, 40

local function batch()
  local start = os.clock()
  for _ = 1, size do json.decode(text) end
  return (os.clock() - start) / size * 1000
end

assert(#json.decode(text).Instances.Instance == 100)
batch()
local times = {}
for index = 1, batches do times[index] = batch() end
table.sort(times)
print(times[(batches + 1) // 2])
