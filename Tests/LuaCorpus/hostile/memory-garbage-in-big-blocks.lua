-- expect: ok; time 10s; memory 16MiB
for i = 1, 300 do local s = ("x"):rep(1 << 20) .. i end
