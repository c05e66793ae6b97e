-- expect: ok; time 60s
local t = setmetatable({}, {__index = function(_, k) host.sleep(1) return k end,
  __close = function() host.sleep(1) end})
for i = 1, 50 do
  local held <close> = t
  assert(pcall(function() return t["k" .. i] end))
  assert(xpcall(host.sleep, print, 1))
end
