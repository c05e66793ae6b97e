-- expect: error "too large"; memory 16MiB
local s, t = ("x"):rep(1 << 20), {}
for i = 1, 4000 do t[i] = s end
host.echo(t)
