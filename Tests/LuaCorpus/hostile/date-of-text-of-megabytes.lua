-- expect: limit time; time 300ms; memory 256MiB
local plain, mixed = ("a"):rep(60000000), ("%%\0"):rep(300000)
assert(#os.date("!" .. plain:sub(1, 1000000) .. "%Y", 0) == 1000004)
assert(not pcall(os.date, plain) and #os.date(mixed) == 600000)
while true do pcall(os.date, plain) os.date(plain:sub(1, 1000000)) os.date(mixed) end
