local s = "a\0b\0c"
print(#s, s:len(), s:upper():byte(1, -1))
print(s:find("\0b"), (s:gsub("\0", "0")), s:rep(2):byte(1, -1))
print(("%s"):format(s):byte(1, -1))
print(s == "a\0b\0c", s < "a\0c", #("\u{10FFFF}\u{7FFFFFFF}"))
