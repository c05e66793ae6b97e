-- expect: ok
local deep = {} for _ = 1, 1000 do deep = {deep} end
assert(not pcall(host.echo, deep))
local keyed = {} for _ = 1, 1000 do keyed = {[keyed] = 1} end
assert(not pcall(host.echo, keyed))
local cycle = {} cycle[cycle] = cycle cycle.x = cycle cycle[1] = cycle
assert(not pcall(host.echo, cycle))
assert(not pcall(host.fail, cycle) and not pcall(host.sleep, cycle))
assert(host.echo("still") == "still")
