-- expect: limit time
local echo, fail, sleep = host.echo, host.fail, host.sleep
while true do echo(1) echo("x") pcall(fail, "x") pcall(echo) pcall(sleep) pcall(sleep, "x") local _ = lazy.x end
