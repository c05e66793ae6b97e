-- expect: ok; time 10s; memory 4MiB
for i = 1, 200000 do local t = {i, i, {i}, "s" .. i} end
