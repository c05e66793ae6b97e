-- expect: limit time
local s = ("a"):rep(100000)
while true do pcall(utf8.codepoint, s, 1, -1) end
