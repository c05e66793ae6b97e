-- expect: ok | limit time; time 2s
local ok, real = pcall(host.fail, ("a"):rep(30000))
for i = 1, 100 do assert(not real:is(("*a"):rep(10000) .. "b")) end
