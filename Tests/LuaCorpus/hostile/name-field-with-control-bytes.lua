-- expect: error "bad argument"
string.rep(setmetatable({}, {__name = "\27[2J\0\r\n"}), 3)
