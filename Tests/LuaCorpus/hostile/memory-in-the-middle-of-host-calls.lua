-- expect: limit memory; memory 8MiB; time 2s
local keep = {}
while true do
  keep[#keep + 1] = host.echo({("x"):rep(1000), {a = ("y"):rep(1000)}})
  pcall(host.fail, "Code")
  keep[#keep + 1] = host.thing()
  pcall(host.call, function() keep[#keep + 1] = host.echo(keep[1]) end)
end
