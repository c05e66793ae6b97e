-- expect: limit time | limit memory; time 1s; memory 256MiB
-- the chain runs against the order in which the collector visits the keys
local keys = {}
for i = 1, 300000 do keys[i] = {} end
local chain = setmetatable({}, {__mode = "k"})
for i = 2, #keys do
  local j = (i * 7919) % #keys + 1
  keys[i], keys[j] = keys[j], keys[i]
end
for i = 2, #keys do chain[keys[i - 1]] = keys[i] end
local first = keys[1]
keys = nil
while true do local t = {} end
