-- expect: limit time | limit depth | limit memory | error "overflow"
local function f(...) return f(1, ...) end
f()
