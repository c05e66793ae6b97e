-- expect: ok; time 2s
local function nest(n)
  local ok, deepest = coroutine.resume(coroutine.create(nest), n + 1)
  return ok and deepest or n
end
local n = nest(0)
assert(n >= 100 and n < 1000, n)
