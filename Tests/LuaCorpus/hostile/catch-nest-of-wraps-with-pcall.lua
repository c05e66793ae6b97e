-- expect: limit time
local function nest(n)
  while true do
    if n > 0 then pcall(coroutine.wrap(nest), n - 1) end
  end
end
nest(60)
