-- expect: ok; time 2s
-- A coroutine that one call has suspended goes on in another, waits there, and ends in the first.
local shared = coroutine.create(function(...)
  local got = ...
  while true do host.sleep(1) got = coroutine.yield(got .. "!") if not got then return "end" end end
end)
local first = select(2, coroutine.resume(shared, "a"))
local second = host.call(function() return select(2, coroutine.resume(shared, "b")) end)
assert(first == "a!" and second == "b!")
assert(select(2, coroutine.resume(shared)) == "end")
