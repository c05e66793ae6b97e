-- expect: limit time
local s = ("\u{7FFF}"):rep(500000)
while true do utf8.offset(s, -400000) utf8.offset(s, 400000) end
