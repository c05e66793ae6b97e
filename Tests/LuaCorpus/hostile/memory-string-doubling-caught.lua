-- expect: limit memory | limit time; time 1s
local s = "x"
while true do pcall(function() s = s .. s end) end
