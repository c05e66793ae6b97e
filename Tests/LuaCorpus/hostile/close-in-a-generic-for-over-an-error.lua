-- expect: limit time
local function iterate()
  return next, {1, 2, 3}, nil, setmetatable({}, {__close = function() while true do pcall(error) end end})
end
pcall(function() for _ in iterate() do error("x") end end)
while true do end
