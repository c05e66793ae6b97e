-- expect: limit time | limit memory
local long = ("n"):rep(1000000)
while true do
  local ok, m = pcall(function() local t = {} return t[long]() end)
  ok, m = pcall(function() return _ENV[long].x end)
  ok, m = pcall(function() return _ENV[long] + 1 end)
  ok, m = pcall(function() return {} < setmetatable({}, {__name = long}) end)
  ok, m = pcall(string.rep, setmetatable({}, {__name = long}))
  ok, m = pcall(ipairs)
end
