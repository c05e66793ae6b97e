-- expect: limit output; output 4KiB
while true do print("x") end
