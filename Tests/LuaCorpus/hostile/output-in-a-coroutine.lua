-- expect: limit output; output 4KiB
while true do coroutine.wrap(pcall)(print, "from a coroutine") end
