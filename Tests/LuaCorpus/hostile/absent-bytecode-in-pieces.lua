-- expect: ok
local pieces = {"\27", "Lua", "\x54\0", "\x19\x93\r\n\x1a\n"}
local i = 0
local f, message = load(function() i = i + 1 return pieces[i] end, "=x", "b")
assert(not f)
