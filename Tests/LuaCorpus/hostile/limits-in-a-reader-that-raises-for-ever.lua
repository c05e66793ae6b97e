-- expect: limit time
while true do
  load(function() load(function() error(setmetatable({}, {__tostring = function() while true do end end})) end) error("x") end)
  pcall(load, function() return coroutine.wrap(function() while true do pcall(error) end end)() end)
end
