-- expect: ok; time 3s; memory 64MiB
-- Debian's 5.4.4 reads freed stack when the iterator is called again after "too complex".
local iterator = ("x"):rep(200000):gmatch(("x?"):rep(200000))
for _ = 1, 5 do assert(not pcall(iterator)) end
