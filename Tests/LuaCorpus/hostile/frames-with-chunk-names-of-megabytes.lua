-- expect: error "deep down"; memory 256MiB; time 5s
local name = "=" .. ("n"):rep(15000000)
local step = load("local step, n = ... if n == 0 then error('deep down', 0) end return (step(step, n - 1))", name)
pcall(host.call, step, step, 25)
step(step, 25)
