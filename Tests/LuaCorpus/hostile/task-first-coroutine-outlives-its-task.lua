-- expect: ok; time 2s
local task
host.call(function() task = coroutine.running() host.sleep(1) end)
assert(coroutine.status(task) == "dead")
assert(select(2, coroutine.resume(task)) == "cannot resume dead coroutine")
pcall(host.call, function() task = coroutine.running() error("left") end)
assert(coroutine.status(task) == "dead" and coroutine.close(task))
assert(coroutine.status(task) == "dead" and not coroutine.resume(task))
