-- expect: limit cpu; cpu 100ms; time 5s
while true do pcall(function() while true do end end) end
