-- expect: limit time | error "" | limit memory; memory 256MiB
local t = ("x"):rep(1 << 26)
while true do pcall(host.echo, t) end
