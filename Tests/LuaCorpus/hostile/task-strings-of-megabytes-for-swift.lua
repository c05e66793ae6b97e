-- expect: limit time; time 300ms; memory 256MiB
local text = ("a"):rep(8000000)
while true do pcall(host.fail, text) pcall(host.echo, text) pcall(function() return lazy[text] end) end
