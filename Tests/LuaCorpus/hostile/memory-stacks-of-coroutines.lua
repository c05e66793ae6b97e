-- expect: limit memory | limit depth; time 5s
-- Each one keeps a deep stack.
local all = {}
local function deep(n) if n == 0 then coroutine.yield() else deep(n - 1) end return n end
while true do
  local co = coroutine.create(deep)
  coroutine.resume(co, 5000)
  all[#all + 1] = co
end
