-- expect: limit output; output 4KiB
xpcall(error, function(m) while true do pcall(print, m) end end, "x")
