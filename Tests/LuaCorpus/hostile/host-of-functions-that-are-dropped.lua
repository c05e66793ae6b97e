-- expect: ok; time 5000ms
for i = 1, 2000 do pcall(host.echo, {function() return i end, function() end}, print) end
collectgarbage("count")
