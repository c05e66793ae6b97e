-- expect: error "too large"; time 2000ms
local t = {}
for i = 1, 60 do t = {t, t} end
host.echo(t)
