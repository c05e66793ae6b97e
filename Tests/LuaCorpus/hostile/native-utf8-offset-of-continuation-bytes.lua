-- expect: limit time
local s = "x" .. ("\x80"):rep(3e6)
while true do pcall(utf8.offset, s, 2) pcall(utf8.offset, s, -1) pcall(utf8.offset, s, 0, #s) end
