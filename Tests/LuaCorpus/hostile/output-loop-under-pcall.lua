-- expect: limit output; output 4KiB
while true do pcall(print, ("x"):rep(100)) end
