-- expect: limit memory; time 10s; memory 2MiB
-- Debian's 5.4.4 frees a __newindex table twice when an emergency collection hits in between.
local keep = {}
for round = 1, math.huge do
  local meta = setmetatable({}, {__mode = "v"})
  meta.__newindex = {}
  local t = setmetatable({}, meta)
  for i = 1, 50 do
    t["k" .. round .. "-" .. i] = ("v"):rep(i)
    meta.__newindex = {}
  end
  keep[#keep + 1] = {t, ("x"):rep(200) .. round}
end
