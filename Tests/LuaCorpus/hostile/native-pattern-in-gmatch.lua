-- expect: limit time
for a in ("a"):rep(3000):gmatch("(a*)(a*)(a*)b") do end
