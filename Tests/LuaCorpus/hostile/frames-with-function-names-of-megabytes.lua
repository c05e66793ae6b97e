-- expect: error "deep down"; memory 256MiB; time 5s
local name = ("n"):rep(15000000)
local env = setmetatable({error = error}, {})
env[name] = nil
local t = {}
t[name] = function(n) if n == 0 then error("deep down", 0) end return (t[name](n - 1)) end
local source = "local t, n = ... if n == 0 then error('deep down', 0) end return (" .. "t." .. ("n"):rep(30000) .. "(t, n - 1))"
t[("n"):rep(30000)] = load(source)
t[("n"):rep(30000)](t, 25)
