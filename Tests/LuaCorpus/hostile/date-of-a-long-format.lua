-- expect: limit time
while true do os.date(("%c"):rep(30000)) end
