-- expect: limit time
local function nest(depth)
  return coroutine.wrap(function()
    if depth > 0 then for v in nest(depth - 1) do coroutine.yield(v) end end
    while true do coroutine.yield(depth) end
  end)
end
for _ in nest(60) do end
