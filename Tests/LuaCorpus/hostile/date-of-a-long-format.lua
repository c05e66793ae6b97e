-- expect: limit time
assert(not pcall(os.date, ("%c"):rep(40000)))
while true do os.date(("%c"):rep(30000)) end
