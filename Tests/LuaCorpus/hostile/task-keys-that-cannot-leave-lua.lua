-- expect: ok; time 2s
local odd = {[coroutine.create(print)] = 1, [json.null] = 2, [print] = 3, [host.thing()] = 4, [1.5] = 5, [{}] = 6, x = coroutine.running()}
local function count(t) local n = 0 for k in pairs(t) do n = n + 1 end return n end
assert(count(odd) == 7 and count(host.echo(odd)) == 5)
assert(host.call(count, odd) == 5 and host.call(count, {odd}) == 1)
