-- What a call over the border costs. The host gives `host`: clock (nanoseconds of this thread),
-- report, and the functions to call; the C host has the same but for those that wait.
local host = host
local rounds = 7

local function measure(name, count, body)
  local times = {}
  for round = 1, rounds do
    local start = host.clock()
    body(count)
    times[round] = (host.clock() - start) / count
  end
  table.sort(times)
  host.report(name, times[(rounds + 1) // 2])
end

measure("integers", 300000, function(count)
  local add = host.add
  for i = 1, count do add(i, 2) end
end)

measure("table", 60000, function(count)
  local copy, given = host.copy, { a = "aaaa", b = "bbbb", c = "cccc", d = "dddd" }
  for _ = 1, count do copy(given) end
end)

measure("error", 60000, function(count)
  local pcall, fail = pcall, host.fail
  for _ = 1, count do pcall(fail) end
end)

measure("userdata", 100000, function(count)
  local object = host.object
  for _ = 1, count do object() end
end)

if host.ready then
  measure("ready", 50000, function(count)
    local ready = host.ready
    for _ = 1, count do ready() end
  end)
  measure("waits", 10000, function(count)
    local waits = host.waits
    for _ = 1, count do waits() end
  end)
end
