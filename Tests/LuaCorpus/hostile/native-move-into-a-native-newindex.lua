-- expect: limit time
table.move({}, 1, 1 << 50, 1, setmetatable({}, {__newindex = rawequal}))
