-- expect: limit memory; time 5s
local last
while true do local previous = last last = coroutine.wrap(function(...) local held = previous coroutine.yield(held, ...) end) last(previous) end
