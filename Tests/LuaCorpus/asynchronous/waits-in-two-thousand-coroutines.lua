-- expect: ok; time 60s; memory 256MiB
-- One after the other; each call suspends and comes back.
for i = 1, 2000 do coroutine.wrap(function() host.sleep(0) end)() end
