-- expect: error "too large"
local t = {}
for i = 1, 60 do t = {t, t} end
host.echo(t)
