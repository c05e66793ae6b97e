-- expect: limit time
while true do pcall(os.date, ("%Y-%m-%d %H:%M:%S "):rep(1000), math.random(1 << 31)) end
