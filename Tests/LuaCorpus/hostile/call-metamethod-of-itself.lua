-- expect: error "overflow" | limit depth | limit memory | limit time
local t = {}
setmetatable(t, t)
t.__call = t
t()
