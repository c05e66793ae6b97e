-- expect: ok; time 5s
-- Caught by no pcall: the frames of one failure must not become the next one's.
local function deep(n) if n == 0 then error("deep", 0) end return (deep(n - 1)) end
for i = 1, 200 do
  local co = coroutine.create(host.call)
  local ok, message = coroutine.resume(co, coroutine.wrap(function() deep(i % 40) end))
  assert(not ok or coroutine.status(co) == "suspended")
  ok, message = pcall(coroutine.wrap(function() host.call(function() host.call(deep, i) end) end))
  assert(not ok and message:find("deep"))
  assert(coroutine.resume(coroutine.create(function() coroutine.resume(coroutine.create(host.call), deep, 30) end)))
end
