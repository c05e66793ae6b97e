-- expect: limit memory; time 10s; memory 1MiB
local keep = {}
while true do
  pcall(function()
    local meta = setmetatable({__newindex = {}, __index = {}}, {__mode = "kv"})
    local t = setmetatable({}, meta)
    for i = 1, 100 do
      t[("k"):rep(i)] = {}
      local _ = t[("q"):rep(i)]
      meta.__newindex, meta.__index = {}, {}
    end
    keep[#keep + 1] = t
    keep[#keep + 1] = {meta, keep[#keep], ("p"):rep(500) .. #keep}
  end)
end
